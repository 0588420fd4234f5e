import { describe, expect, it } from 'vitest';
import { openPage } from '../../../src/report/text/page.ts';
import { serviceLines } from '../../../src/report/text/service-lines.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const page = openPage({ color: false, width: 120, ascii: false });

describe('services', () => {
  it('come worst first', () => {
    const lines = [...serviceLines(sampleSnapshot().services, page)];
    expect(lines.slice(1).map((line) => line.trim().split(/ +/)[1])).toEqual([
      'blocked',
      'intercepted',
      'misconfigured',
      'degraded',
      'healthy',
      'resolved-only',
      'not',
    ]);
  });

  it('fold those not observed into one line that does not read as fine', () => {
    const lines = [...serviceLines(sampleSnapshot().services, page)];
    expect(lines.at(-1)).toBe('  – not observed, so nothing is known of: S14, S15');
    expect(lines.join('\n')).not.toMatch(/✓.*S14/);
  });

  it('say nothing when there are none', () => {
    expect([...serviceLines([], page)]).toEqual([]);
  });
});
