/** The words of one rule over the sample snapshot, with parameters or scope changed where a test wants it. */
import type { Confidence } from '../../src/detect/detector.ts';
import type { RuleParameters } from '../../src/detect/parameters.ts';
import type { Rule } from '../../src/detect/rules.ts';
import type { FindingReport } from '../../src/engine/contract.ts';
import type { FindingScope } from '../../src/engine/snapshot.ts';
import { findingReport } from '../../src/wording/finding-report.ts';
import { sampleFinding, sampleSnapshot } from './sample-snapshot.ts';

export function sampleWords<R extends Rule>(
  rule: R,
  parameters: Partial<RuleParameters[R]> = {},
  scope: Partial<FindingScope> = {},
  confidence?: Confidence,
): FindingReport {
  const finding = sampleFinding(rule, parameters, scope);
  return findingReport(confidence === undefined ? finding : { ...finding, confidence }, sampleSnapshot());
}
