/** A report in the format asked for, in pieces. Reporters are set up when they are asked for: the columns of the text take 17 ms, for an `Intl.Segmenter`. */
import type { Snapshot } from '../engine/snapshot.ts';
import type { PageOptions } from '../report/text/page.ts';
import { TOOL } from './tool.ts';

export const FORMATS = ['text', 'json', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];

/** `page` is for text only. */
export async function reportPieces(
  snapshot: Snapshot,
  format: Format,
  allFlows: boolean,
  page: PageOptions,
): Promise<Iterable<string>> {
  if (format === 'json') {
    const { jsonReport } = await import('../report/json.ts');
    return jsonReport(snapshot, { tool: TOOL, allFlows });
  }
  if (format === 'ndjson') {
    const { ndjsonReport } = await import('../report/ndjson.ts');
    return ndjsonReport(snapshot, { tool: TOOL, allFlows });
  }
  const { textReport } = await import('../report/text.ts');
  return textReport(snapshot, { ...page, allFlows });
}
