import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/engine/snapshot.ts';
import { findingLines } from '../../../src/report/text/finding-lines.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { sampleFinding, sampleSnapshot } from '../../support/sample-snapshot.ts';

const linesOf = (finding: Finding, width = 400) => [
  ...findingLines(finding, sampleSnapshot(), openPage({ color: false, width, ascii: false })),
];

describe('finding', () => {
  it('reads from the title down to the proof', () => {
    const lines = linesOf({ ...sampleFinding('blocked/syn-unanswered'), id: 'F1' });
    expect(lines[0]).toBe('F1 ✖ error  No answer on TCP 5223 from 1-courier.push.apple.com (17.57.144.20)');
    expect(lines.slice(1).map((line) => line.slice(0, 12).trim())).toEqual([
      'Where',
      'Seen',
      'Why',
      'Or else',
      'Or else',
      'Remedy',
      'Evidence',
      'Frames',
      'Filter',
      'Source',
      'Rule',
    ]);
    expect(lines[1]).toContain(
      '10.20.0.15 → 1-courier.push.apple.com (17.57.144.20) · TCP 5223 · S22 Managed devices to APNs',
    );
    expect(lines[2]).toContain('212 flows · 2026-11-20 09:00:02 – 09:00:33 UTC · confidence strong');
  });

  it('never breaks the filter', () => {
    expect(linesOf(sampleFinding('blocked/dns'), 60).filter((line) => line.includes('dns.qry.name'))).toHaveLength(1);
  });

  it('says that a finding is not final', () => {
    expect(linesOf({ ...sampleFinding('blocked/dns'), state: 'provisional' })[0]).toMatch(/ \(provisional\)$/);
  });

  it('says that the site accepts a finding, how long and why', () => {
    const exception = { reason: 'ticket 17', until: '2026-12-31' };
    const lines = linesOf({ ...sampleFinding('blocked/dns'), exception });
    expect(lines[0]).toMatch(/ \(excepted\)$/);
    expect(lines[1]).toBe('   Excepted until 2026-12-31: ticket 17');
    const [provisional] = linesOf({ ...sampleFinding('blocked/dns'), exception, state: 'provisional' });
    expect(provisional).toMatch(/ \(provisional, excepted\)$/);
  });

  it('groups frames by input and bounds them', () => {
    const frames = Array.from({ length: 14 }, (_, index) => ({ input: index < 2 ? 0 : 1, frame: index + 1, time: 0 }));
    const line = linesOf({ ...sampleFinding('blocked/dns'), frames }).find((text) => text.includes('Frames'));
    expect(line).toBe(
      '   Frames   1, 2 of office/wifi-1.pcapng; 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 of office/wifi-2.pcapng and more',
    );
  });

  it('leaves out what a finding about the capture does not have', () => {
    const labels = linesOf(sampleFinding('capture/one-sided')).map((line) => line.slice(0, 12).trim());
    expect(labels).not.toContain('Where');
    expect(labels).not.toContain('Filter');
    expect(labels).not.toContain('Frames');
  });
});
