import { describe, expect, it } from 'vitest';
import { finding as declared } from '../../src/engine/contract.ts';
import { findingReport } from '../../src/wording/finding-report.ts';
import { SAMPLE_RULES, sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { sampleWords } from '../support/sample-words.ts';

/** Members of a finding that is over, that the site accepts, or that was recorded on a Mac. */
const OPTIONAL = ['clearedTime', 'exception', 'processes'];

describe('findingReport', () => {
  it.each(SAMPLE_RULES)('%s satisfies the contract, keys in its order', (rule) => {
    const report = sampleWords(rule);
    expect(declared.parse(report)).toEqual(report);
    expect(Object.keys(report)).toEqual(Object.keys(declared.shape).filter((key) => !OPTIONAL.includes(key)));
  });

  it('names the processes of a Mac, in printable text', () => {
    const report = sampleWords('blocked/syn-unanswered', {}, { processes: ['apsd', 'a\u001b[2J'] });
    expect(report.processes).toEqual(['apsd', 'a\\x1b[2J']);
    expect(declared.parse(report)).toEqual(report);
  });

  it('says what the site accepts, in printable text', () => {
    const exception = { reason: 'asked\u001b[2J for', until: '2026-12-31' };
    const report = findingReport({ ...sampleFinding('blocked/dns'), exception }, sampleSnapshot());
    expect(report.exception).toEqual({ reason: 'asked\\x1b[2J for', until: '2026-12-31' });
    expect(declared.parse(report)).toEqual(report);
  });

  it('ends with why a finding is no surer, where no flow tells which service was meant', () => {
    const doubted = { ...sampleFinding('blocked/syn-unanswered'), doubt: { why: 'no-name' } } as const;
    const { explanation } = findingReport(doubted, sampleSnapshot());
    expect(explanation).toMatch(/No server name was seen, .*: that keeps the verdict from being surer\.$/);
    expect(sampleWords('blocked/syn-unanswered').explanation).not.toContain('surer');
  });

  it('cites the catalogue rows first, and each document once', () => {
    expect(sampleWords('blocked/syn-unanswered').source).toBe(
      'Jamf: Network Ports Used by Jamf Pro, row S22; RFC 9293, 3.5 (TCP handshake)',
    );
    expect(sampleWords('ports/retired').source).toBe('Jamf: Network Ports Used by Jamf Pro, row S5');
    const twice = {
      ...sampleFinding('inspection/known-vendor'),
      services: ['apple-device-management', 'apple-software-update'],
    };
    expect(findingReport(twice, sampleSnapshot()).source).toBe(
      'Apple 101555: Use Apple products on enterprise networks',
    );
  });

  it('turns engine times into timestamps and leaves times out of frames', () => {
    const report = sampleWords('blocked/syn-unanswered');
    expect([report.firstTime, report.lastTime]).toEqual(['2026-11-20T09:00:02.500000Z', '2026-11-20T09:00:33.900000Z']);
    expect(report.frames[0]).toEqual({ input: 0, frame: 20 });
  });

  it('lives with a service that the snapshot does not list', () => {
    const orphan = { ...sampleFinding('blocked/syn-unanswered'), services: ['gone'] };
    expect(findingReport(orphan, sampleSnapshot()).remedy).toContain('TCP 5223');
  });
});
