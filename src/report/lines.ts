/** The lines of NDJSON: one object each. Of a capture that goes on, `line-news.ts` says which are due. */
import type { CaptureLine, FindingChangeKind, Line } from '../engine/contract-lines.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { findingReport } from '../wording/finding-report.ts';
import { json } from './json.ts';
import type { ReportOptions } from './report.ts';

/** Inputs that a line names: an interface that goes down and up again is another each time. */
export const MAX_INPUTS_NAMED = 100;

/** One line with its line feed; the same object gives the same bytes. */
export function lineText(line: Line): string {
  return `${json(line)}\n`;
}

/** What only the program knows: of engines, recording and lines. */
export type CaptureState = Partial<
  Pick<CaptureLine, 'time' | 'ended' | 'engines' | 'recording' | 'linesDropped' | 'flowLinesOmitted'>
>;

export function captureLine(
  { capture }: Snapshot,
  { tool }: Pick<ReportOptions, 'tool'>,
  { time, ...state }: CaptureState = {},
): Line {
  const { timeline: _, inputs, ...rest } = capture;
  const omitted = inputs.length - MAX_INPUTS_NAMED;
  return {
    type: 'capture',
    ...stamped(time),
    schema: 'jamscope.lines/1',
    tool: { name: tool.name, version: tool.version },
    ...rest,
    inputs: inputs.slice(-MAX_INPUTS_NAMED),
    ...(omitted > 0 ? { inputsOmitted: omitted } : {}),
    ...state,
  };
}

export function findingLine(finding: Finding, snapshot: Snapshot, time?: string, change?: FindingChangeKind): Line {
  const about = change === undefined ? {} : { change };
  return { type: 'finding', ...stamped(time), ...about, ...findingReport(finding, snapshot) };
}

export function serviceLine(service: Snapshot['services'][number], time?: string): Line {
  return { type: 'service', ...stamped(time), ...service };
}

/** Undefined for a flow that is not known any more. */
export function flowLine(id: number, snapshot: Snapshot, time?: string): Line | undefined {
  const flow = snapshot.flow(id);
  return flow && { type: 'flow', ...stamped(time), ...flow };
}

export function summaryLine({ summary }: Snapshot, time?: string): Line {
  return { type: 'summary', ...stamped(time), ...summary };
}

/** How everything stands but the flows: services that were seen, findings, summary. */
export function* standingLines(snapshot: Snapshot, time?: string): Iterable<Line> {
  for (const service of snapshot.services) if (service.status !== 'not-observed') yield serviceLine(service, time);
  for (const finding of snapshot.findings) yield findingLine(finding, snapshot, time);
  yield summaryLine(snapshot, time);
}

function stamped(time: string | undefined): { readonly time?: string } {
  return time === undefined ? {} : { time };
}
