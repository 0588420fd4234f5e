/** `jamscope CAPTURE…`: reads, judges, and shows a report or the screen. */
import { Analysis } from '../analyze/analysis.ts';
import { CONFIGURATION_NAME, loadScreenSettings } from '../analyze/load-site.ts';
import { mustBeNoInput } from '../analyze/not-an-input.ts';
import { printable } from '../bytes/text.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { AnalyzeOptions, FailOn } from './analyze-options.ts';
import { configurationPath, overlookedConfiguration } from './configuration.ts';
import type { Effects } from './effects.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureLines } from './failure-lines.ts';
import { ProgressLine } from './progress-line.ts';
import { reportPieces } from './report-pieces.ts';
import { colorOf, widthOf } from './terminal.ts';
import { writeFilePieces, writePieces } from './write-pieces.ts';
import { whyNotTaken, writeTakenAway } from './written-files.ts';

/** The exit codes that apply; the caller picks by precedence. */
export async function analyzeCommand(
  paths: readonly string[],
  options: AnalyzeOptions,
  effects: Effects,
): Promise<ExitCode[]> {
  const aborter = new AbortController();
  const screen = wantsScreen(options, effects);
  const retainAll = options.allFlows || screen;
  const progress = effects.stderr.isTTY && !options.quiet ? new ProgressLine(effects) : undefined;
  const analysis = await Analysis.open(paths, {
    config: configurationPath(options.config),
    retainAll,
    signal: aborter.signal,
    looked: (count, of) => progress?.looked(count, of),
  });
  progress?.clear();
  for (const line of failureLines(analysis.failures, options.quiet && analysis.opened > 0))
    effects.stderr.write(`${line}\n`);
  const codes: ExitCode[] = analysis.failures.some((failure) => failure.counts) ? [EXIT.input] : [];
  if (analysis.opened === 0) return codes.length > 0 ? codes : [EXIT.input];
  if (options.output !== undefined) await mustBeNoInput(options.output, analysis.inputs, 'report');
  sayOverlooked(paths, options, effects);
  if (screen) {
    const { checkKeys, runScreen } = await import('./screen-command.ts');
    const settings = await loadScreenSettings(configurationPath(options.config), checkKeys);
    const snapshot = await runScreen(analysis, paths, { ...settings, ...options }, aborter, effects, {
      write: (request, signal) => writeTakenAway(analysis.inputs, request, signal),
      whyNot: (what) => whyNotTaken(analysis.inputs, what),
    });
    if (snapshot === undefined) return [...codes, EXIT.interrupted];
    return [...codes, ...(options.failOn === undefined ? [] : findingCodes(snapshot, options.failOn))];
  }
  const interrupted = await readAll(analysis, progress, aborter, effects);
  const snapshot = analysis.snapshot();
  await printReport(snapshot, options, effects);
  codes.push(...findingCodes(snapshot, options.failOn ?? 'error'));
  if (options.strict && snapshot.capture.limits.includes('truncated')) codes.push(EXIT.incomplete);
  if (interrupted) codes.push(EXIT.interrupted);
  analysis.release();
  return codes;
}

/** For people: a program that reads JSON gets what it asked for. */
export function sayOverlooked(
  paths: readonly string[],
  { config, format, quiet }: Pick<AnalyzeOptions, 'config' | 'format' | 'quiet'>,
  effects: Effects,
): void {
  if (quiet || format === 'json' || format === 'ndjson') return;
  const path = overlookedConfiguration(paths, config);
  if (path === undefined) return;
  const advice = `${CONFIGURATION_NAME} lies beside this capture and is not used: add --config ${path}`;
  effects.stderr.write(`${printable(`jamscope: ${advice}`)}\n`);
}

/** Reads to the end or to the first SIGINT; what was read until then is reported. */
export async function readAll(
  analysis: Analysis,
  progress: ProgressLine | undefined,
  aborter: AbortController,
  effects: Effects,
): Promise<boolean> {
  const stopListening = effects.onSignal(() => aborter.abort());
  try {
    for await (const _ of analysis.run()) progress?.update(analysis.bytesRead, analysis.totalBytes);
  } finally {
    progress?.clear();
    stopListening();
  }
  return aborter.signal.aborted;
}

type PrintOptions = Pick<AnalyzeOptions, 'format' | 'output' | 'allFlows' | 'color' | 'ascii'>;

/** To standard output, or to the file that was named. */
export async function printReport(snapshot: Snapshot, options: PrintOptions, effects: Effects): Promise<void> {
  const to = options.output === undefined ? effects.stdout : undefined;
  const page = { color: colorOf(options.color, to, effects.env), width: widthOf(to), ascii: options.ascii };
  const pieces = await reportPieces(snapshot, options.format ?? 'text', options.allFlows, page);
  if (options.output === undefined) await writePieces(effects.stdout, pieces);
  else await writeFilePieces(options.output, pieces);
}

/** On a terminal, unless something is to be printed or written. */
export function wantsScreen(
  options: Partial<Pick<AnalyzeOptions, 'tui' | 'format' | 'output' | 'plain'>>,
  effects: Pick<Effects, 'stdout' | 'env'>,
): boolean {
  if (!options.tui || options.format !== undefined || options.output !== undefined) return false;
  return effects.stdout.isTTY === true && (options.plain === true || effects.env.TERM !== 'dumb');
}

export function findingCodes(snapshot: Snapshot, failOn: FailOn): ExitCode[] {
  const { error, warning, info } = snapshot.summary.findings;
  const count = { error, warning: error + warning, info: error + warning + info, never: 0 }[failOn];
  return count > 0 ? [EXIT.findings] : [];
}
