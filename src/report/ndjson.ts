/** Snapshot -> NDJSON, of a capture that was read to its end. */
import type { Snapshot } from '../engine/snapshot.ts';
import { captureLine, lineText, standingLines } from './lines.ts';
import type { ReportOptions } from './report.ts';

/** A piece of text a line. The same snapshot gives the same bytes. */
export function* ndjsonReport(snapshot: Snapshot, options: ReportOptions): Iterable<string> {
  yield lineText(captureLine(snapshot, options));
  for (const flow of snapshot.reportedFlows(options.allFlows)) yield lineText({ type: 'flow', ...flow });
  for (const line of standingLines(snapshot)) yield lineText(line);
}
