import { describe, expect, it } from 'vitest';
import { openPage } from '../../../src/report/text/page.ts';
import { serviceLines } from '../../../src/report/text/service-lines.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const page = openPage({ color: false, width: 120, ascii: false });

describe('services', () => {
  it('come worst first', () => {
    const lines = [...serviceLines(sampleSnapshot().services, [], page)];
    // Long lists of findings go on below.
    const own = lines.slice(1).filter((line) => /^ {2}\S/.test(line));
    expect(own.map((line) => line.trim().split(/ +/)[1])).toEqual([
      'blocked',
      'intercepted',
      'misconfigured',
      'degraded',
      'healthy',
      'healthy',
      'resolved-only',
      'not',
    ]);
  });

  it('say which rows no packet can tell from this one, by their refs', () => {
    const [first, second, ...rest] = sampleSnapshot().services;
    const lines = [...serviceLines([{ ...first, sharedWith: [second.id, 'site:own'] }, second, ...rest], [], page)];
    expect(lines.join('\n')).toContain(
      `${first.ref} ${first.title} (or ${second.ref} and site:own: no packet tells which): ${first.findings.join(' ')}`,
    );
  });

  it('call no row unknown that an observed one may be', () => {
    const [first, ...rest] = sampleSnapshot().services.map((row) =>
      row.ref === 'S22' ? { ...row, sharedWith: ['S14'] } : row,
    );
    const lines = [...serviceLines([first, ...rest], [], page)];
    expect(lines.at(-1)).toBe('  – not observed, so nothing is known of 1 other documented connection: S15');
  });

  it('fold those not observed into one line that does not read as fine', () => {
    const lines = [...serviceLines(sampleSnapshot().services, [], page)];
    expect(lines.at(-1)).toBe('  – not observed, so nothing is known of 2 other documented connections: S14, S15');
    const unseen = sampleSnapshot().services.filter(({ ref }) => ref === 'S14');
    expect([...serviceLines(unseen, [], page)]).toEqual([
      'Services',
      '  – not observed, so nothing is known of 1 documented connection: S14',
    ]);
  });

  it('name runs of rows by their ends, and what limits the capture', () => {
    const [sample] = sampleSnapshot().services;
    const refs = ['S2', 'S3', 'S4', 'S7', 'S8', 'A:apps', 'J:jcds', 'A:account', 'P3'];
    const unseen = refs.map((ref) => ({ ...sample, ref, status: 'not-observed' }) as const);
    expect([...serviceLines(unseen, ['one-sided', 'lossy'], page)].slice(1).join(' ')).toBe(
      '  – not observed, so nothing is known of 9 documented connections, all the less as this capture is limited (one-sided,   lossy): S2–S4, S7, S8, P3; of Apple: apps, account; of Jamf: jcds',
    );
  });

  it('say nothing when there are none', () => {
    expect([...serviceLines([], [], page)]).toEqual([]);
  });
});
