/** `jamscope evidence CAPTURE… -o OUT.pcapng`: analyses, reads once more, and writes the frames that prove the findings. */
import { Analysis } from '../analyze/analysis.ts';
import { checkEvidence, type EvidenceSummary, writeEvidence } from '../analyze/write-evidence.ts';
import { printable } from '../bytes/text.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { counted, grouped } from '../wording/phrases.ts';
import { readAll, sayOverlooked } from './analyze-command.ts';
import { type ConfigChoice, configurationPath } from './configuration.ts';
import type { Effects } from './effects.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureLines } from './failure-lines.ts';
import { ProgressLine } from './progress-line.ts';
import { TOOL } from './tool.ts';

export interface EvidenceCommandOptions {
  /** The file to write. */
  readonly output: string;
  /** Ids, rules or families; undefined for all findings. */
  readonly finding?: readonly string[];
  readonly allPackets?: boolean;
  readonly config?: ConfigChoice;
  readonly quiet?: boolean;
}

/** The exit codes that apply: findings are what it is for, and no failure. Rejects with `OutputError` for what cannot be. */
export async function evidenceCommand(
  paths: readonly string[],
  options: EvidenceCommandOptions,
  effects: Effects,
): Promise<ExitCode[]> {
  const aborter = new AbortController();
  const analysis = await Analysis.open(paths, {
    config: configurationPath(options.config),
    signal: aborter.signal,
  });
  for (const line of failureLines(analysis.failures, options.quiet === true && analysis.opened > 0))
    effects.stderr.write(`${line}\n`);
  const codes: ExitCode[] = analysis.failures.some((failure) => failure.counts) ? [EXIT.input] : [];
  if (analysis.opened === 0) return [EXIT.input];
  try {
    await checkEvidence(analysis.inputs, options.output);
    sayOverlooked(paths, { quiet: false, ...options }, effects);
    if (await readAll(analysis, progressOf(options, effects), aborter, effects)) return [...codes, EXIT.interrupted];
    return [...codes, ...(await take(analysis, options, aborter, effects))];
  } finally {
    analysis.release();
  }
}

async function take(
  analysis: Analysis,
  { output: path, finding: findings, allPackets = false, quiet = false }: EvidenceCommandOptions,
  aborter: AbortController,
  effects: Effects,
): Promise<ExitCode[]> {
  const progress = progressOf({ quiet }, effects);
  const stopListening = effects.onSignal(() => aborter.abort());
  const snapshot = analysis.snapshot();
  try {
    const summary = await writeEvidence(analysis.inputs, snapshot, {
      path,
      application: `${TOOL.name} ${TOOL.version}`,
      findings,
      allPackets,
      signal: aborter.signal,
      progress: (read, total) => progress?.update(read, total),
    });
    progress?.clear();
    if (aborter.signal.aborted) return [EXIT.interrupted];
    say(summary, snapshot, quiet, effects);
    return [];
  } finally {
    progress?.clear();
    stopListening();
  }
}

function progressOf({ quiet }: Pick<EvidenceCommandOptions, 'quiet'>, effects: Effects): ProgressLine | undefined {
  return effects.stderr.isTTY && !quiet ? new ProgressLine(effects) : undefined;
}

function say(summary: EvidenceSummary | undefined, snapshot: Snapshot, quiet: boolean, effects: Effects): void {
  if (summary === undefined) {
    effects.stderr.write(`jamscope: no evidence was written: ${nothingToProve(snapshot)}\n`);
    return;
  }
  const { path, findings, frames, evidenceFrames, missing, bytes } = summary;
  if (missing > 0) {
    const lines = `${counted(missing, 'evidence frame')} could not be found again: the inputs have changed since they were analysed`;
    effects.stderr.write(`jamscope: ${lines}\n`);
  }
  if (quiet) return;
  const size = `${grouped(frames)} packets, ${grouped(bytes)} bytes`;
  const proof = `${counted(findings, 'finding')}, ${counted(evidenceFrames, 'evidence frame')}`;
  effects.stdout.write(`${printable(`${path}: ${proof} (${size} in all)`)}\n`);
}

function nothingToProve({ findings, summary }: Snapshot): string {
  if (findings.length > 0) return 'what was found concerns the capture as a whole, and no frame is proof of it';
  const judged = summary.verdict === 'inconclusive' ? ', and no verdict on all of Jamf and Apple' : '';
  return `there is no finding${judged}`;
}
