/** Findings in words, phrased once each. */
import type { FindingReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { findingReport } from '../wording/finding-report.ts';

const phrased = new WeakMap<Finding, FindingReport>();

export function wordsOf(finding: Finding, snapshot: Snapshot): FindingReport {
  const known = phrased.get(finding);
  if (known !== undefined) return known;
  const report = findingReport(finding, snapshot);
  phrased.set(finding, report);
  return report;
}
