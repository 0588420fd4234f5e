/** Findings in words, phrased once each. */
import type { FindingReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { findingReport } from '../wording/finding-report.ts';
import { countedText } from './figures.ts';

const phrased = new WeakMap<Finding, FindingReport>();

export function wordsOf(finding: Finding, snapshot: Snapshot): FindingReport {
  const known = phrased.get(finding);
  if (known !== undefined) return known;
  const report = findingReport(finding, snapshot);
  phrased.set(finding, report);
  return report;
}

/** `11 errors · 5 warnings`, what matters most first; empty for none. */
export function countsText({ summary }: Snapshot, marked: ReadonlySet<string>): string {
  const { excepted = 0, cleared = 0, findings } = summary;
  const { error, warning, info } = findings;
  return [
    marked.size > 0 && `${marked.size} marked`,
    error > 0 && countedText(error, 'error'),
    warning > 0 && countedText(warning, 'warning'),
    info > 0 && `${info} info`,
    excepted > 0 && `${excepted} excepted`,
    cleared > 0 && `${cleared} cleared`,
  ]
    .filter(Boolean)
    .join(' · ');
}
