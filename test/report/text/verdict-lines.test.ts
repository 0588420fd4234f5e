import { describe, expect, it } from 'vitest';
import type { SummaryReport } from '../../../src/engine/contract.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { verdictLines } from '../../../src/report/text/verdict-lines.ts';

const NONE = { error: 0, warning: 0, info: 0 };
const linesOf = (summary: Partial<SummaryReport>) => [
  ...verdictLines(
    { verdict: 'clean', flows: 310, jamfFlows: 42, flowsOmitted: 0, findings: NONE, ...summary },
    openPage({ color: false, width: 400, ascii: false }),
  ),
];

describe('verdict', () => {
  it('counts problems by severity, and is no cross without an error', () => {
    expect(linesOf({ verdict: 'problems', findings: { error: 2, warning: 1, info: 0 } })).toEqual([
      '✖ 2 errors, 1 warning in 42 Jamf and Apple flows (310 in all)',
    ]);
    expect(linesOf({ verdict: 'problems', findings: { ...NONE, warning: 1 } })[0]).toMatch(/^! 0 errors, 1 warning in/);
  });

  it('finds nothing wrong without calling the unseen fine', () => {
    const [headline, next] = linesOf({ findings: { ...NONE, info: 3 } });
    expect(headline).toBe('✓ No problem found in 42 Jamf and Apple flows (310 in all), 3 info');
    expect(next).toContain('what was not observed is not judged');
  });

  it('says what to do next when nothing of Jamf is in the capture', () => {
    const [headline, next] = linesOf({ verdict: 'inconclusive', jamfFlows: 0 });
    expect(headline).toBe('? Nothing of Jamf Pro or Apple device management among 310 flows');
    expect(next).toMatch(/^Next: record on the device/);
  });

  it('says what to do next when what is there cannot be judged', () => {
    const [headline, next] = linesOf({ verdict: 'inconclusive' });
    expect(headline).toMatch(/^\? No verdict: 42 Jamf/);
    expect(next).toMatch(/^Next: record whole packets/);
  });
});
