/**
 * The library: captures in, the report of the contract out. Works without the terminal UI and without anything native.
 *
 *     const report = await analyze('office.pcapng');
 *
 *     const capture = await openCapture(['monday.pcapng', 'tuesday.pcapng.gz']);
 *     for await (const { bytesRead, totalBytes } of capture) console.log(bytesRead, totalBytes, capture.snapshot().summary);
 *     const report = capture.report();
 */
import { Analysis } from './analyze/analysis.ts';
import type { SiteConfiguration } from './catalogue/site-schema.ts';
import { explainCommand } from './cli/explain-command.ts';
import { TOOL } from './cli/tool.ts';
import { RULES } from './detect/rules.ts';
import type { Report } from './engine/contract.ts';
import type { Plugin } from './engine/plugin.ts';
import type { Snapshot } from './engine/snapshot.ts';
import { reportOf } from './report/report.ts';
import type { CaptureError } from './source/capture-error.ts';
import { explainedRules } from './wording/explain.ts';

export { ConfigurationError } from './analyze/configuration-error.ts';
export type { ServiceRow } from './catalogue/service-row.ts';
export type { SiteConfiguration } from './catalogue/site-schema.ts';
export type { FlowFacts } from './classify/flow-facts.ts';
export type { DetectorContext } from './detect/context.ts';
export type { CaptureFacts, Detector, DetectorSession, Exhibit, FindingDraft } from './detect/detector.ts';
export type { Evidence, FindingSubject, OwnWording, RuleManual, Words } from './detect/words.ts';
export type { FindingReport, FlowReport, HostReport, InputReport, Report, ServiceReport } from './engine/contract.ts';
export { definePlugin, type Plugin } from './engine/plugin.ts';
export type { Finding, FlowRow, Snapshot } from './engine/snapshot.ts';
export { AddressSpaceError } from './flow/address-space-error.ts';
export type { Probe, ProbeAnswer, ProbeFlow, ProbeSession, Recognition } from './probe/probe.ts';
// With a star, so that `declare module 'jamscope'` can merge into `PluginObservations`.
export type * from './probe/registry.ts';
export { CaptureError } from './source/capture-error.ts';

export interface CaptureOptions {
  /** The site configuration: the path of a `jamscope.config.json`, or what it holds. None is looked for. */
  readonly config?: string | SiteConfiguration;
  /** Further endpoints, probes and detectors, beside the built-in ones. One that throws is disabled and named in `capture.anomalies`. */
  readonly plugins?: readonly Plugin[];
  /** Report every flow, not only those of interest. */
  readonly allFlows?: boolean;
  /** Ends the reading early: what was read is judged and reported. */
  readonly signal?: AbortSignal;
  /** Let errors of probes and detectors through: for the tests of a plug-in. */
  readonly rethrow?: boolean;
}

/** How far the reading has come, after each chunk. */
export interface CaptureProgress {
  /** Bytes as stored, over all inputs. */
  readonly bytesRead: number;
  /** undefined when an input is a pipe. */
  readonly totalBytes: number | undefined;
}

/**
 * Inputs that were opened. Iterating reads them; whoever leaves the loop early ends the reading. What is known can be asked for
 * at any time; flows that are still open are judged when the iteration ends. A capture is read once: a second iteration is empty.
 */
export interface OpenCapture extends AsyncIterable<CaptureProgress> {
  /** Inputs that could not be opened; the others are read. */
  readonly failures: readonly CaptureError[];
  /** All that is known now. Valid until the reading goes on; costs time with the number of findings, so ask for it sparingly. */
  snapshot(): Snapshot;
  /** The report of what was read so far, as `--format json` prints it. */
  report(): Report;
  /** Gives back the memory, for programs that open many captures. Nothing may be asked of the capture or of its snapshots from then on. */
  release(): void;
}

/**
 * What `jamscope explain` prints of a rule or a family, or without a name of all rules; those of plug-ins are among them. `width` in
 * columns, 100 if not given. Throws `RangeError` when nothing has that name.
 */
export function explain(
  name?: string,
  options: Pick<CaptureOptions, 'plugins'> & { readonly width?: number } = {},
): string {
  const { plugins = [], width = 100 } = options;
  const rules = explainedRules(
    RULES,
    plugins.flatMap(({ detectors = [] }) => detectors),
  );
  const { output, error } = explainCommand(
    name === undefined ? [] : [name],
    { color: false, ascii: false, width },
    rules,
  );
  if (error !== '') throw new RangeError(error.trimEnd());
  return output;
}

/**
 * Reads captures (files, directories, `-` for standard input) as one and reports on them. Rejects with `CaptureError` when no input
 * could be opened; one among others that could not is named in `capture.inputs`. Rejects with `ConfigurationError` when the site
 * configuration has a mistake, with `TypeError` when plug-ins do not fit, and with `AddressSpaceError` under a limit of address space.
 */
export async function analyze(paths: string | readonly string[], options: CaptureOptions = {}): Promise<Report> {
  const analysis = await open(paths, options);
  for await (const _ of analysis.run());
  const report = reportOf(analysis.snapshot(), { tool: TOOL, allFlows: options.allFlows ?? false });
  analysis.release();
  return report;
}

/** Opens captures for reading step by step. Rejects as `analyze` does. */
export async function openCapture(
  paths: string | readonly string[],
  options: CaptureOptions = {},
): Promise<OpenCapture> {
  const { allFlows = false } = options;
  const analysis = await open(paths, options);
  return {
    failures: analysis.failures.map(({ error }) => error),
    snapshot: () => analysis.snapshot(),
    report: () => reportOf(analysis.snapshot(), { tool: TOOL, allFlows }),
    release: () => analysis.release(),
    async *[Symbol.asyncIterator]() {
      for await (const _ of analysis.run()) yield { bytesRead: analysis.bytesRead, totalBytes: analysis.totalBytes };
    },
  };
}

async function open(paths: string | readonly string[], options: CaptureOptions): Promise<Analysis> {
  const { allFlows = false, ...rest } = options;
  const analysis = await Analysis.open(typeof paths === 'string' ? [paths] : paths, { ...rest, retainAll: allFlows });
  const [failure] = analysis.failures;
  if (analysis.opened === 0 && failure !== undefined) throw failure.error;
  return analysis;
}
