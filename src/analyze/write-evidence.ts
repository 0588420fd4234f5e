/** Reads the inputs of an analysis once more and writes the frames that prove its findings, a piece at a time. */
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { FrameSink } from '../capture/frame-sink.ts';
import { TimeBase } from '../capture/time-base.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { chosenFindings } from '../evidence/chosen-findings.ts';
import { EvidenceFile } from '../evidence/evidence-file.ts';
import { OutputError } from '../evidence/output-error.ts';
import { wantedOf } from '../evidence/wanted.ts';
import { STANDARD_INPUT } from '../source/input-file.ts';
import { openSource } from '../source/open-source.ts';
import { InputRun } from './input-run.ts';
import type { KnownInput } from './look-at-inputs.ts';
import type { Steps } from './merge.ts';
import { mustBeNoInput } from './not-an-input.ts';
import { readInTime } from './read-in-time.ts';

export interface EvidenceOptions {
  /** The file to write: a pcapng, made anew. */
  readonly path: string;
  /** Name and version of the program, for the file. */
  readonly application: string;
  /** Ids, keys, rules or families; all findings when not given. */
  readonly findings?: readonly string[] | undefined;
  /** Every packet of the inputs, and comments on those that prove something. */
  readonly allPackets?: boolean;
  /** Ends the writing: then nothing is left of the file. */
  readonly signal?: AbortSignal;
  /** Hears of stored bytes read, of so many. */
  readonly progress?: (bytesRead: number, totalBytes: number) => void;
}

export interface EvidenceSummary {
  readonly path: string;
  readonly findings: number;
  /** Packets in the file, and how many of them prove something. */
  readonly frames: number;
  readonly evidenceFrames: number;
  /** Evidence frames that were not found: the inputs are no longer what they were. */
  readonly missing: number;
  /** Of the file. */
  readonly bytes: number;
}

/**
 * `inputs` are those of the analysis that the snapshot is of. Resolves with undefined when there is nothing to write, either no finding or
 * none of which a frame is proof, or when `signal` ended it: no file is left then. Rejects with `OutputError` before anything is touched, with
 * `CaptureError` when an input cannot be opened again, and with the system's error when the file cannot be written.
 */
export async function writeEvidence(
  inputs: readonly KnownInput[],
  snapshot: Snapshot,
  options: EvidenceOptions,
): Promise<EvidenceSummary | undefined> {
  await checkEvidence(inputs, options.path);
  const { findings, unknown } = chosenFindings(snapshot.findings, options.findings);
  if (unknown.length > 0) throw noSuchFinding(unknown, snapshot);
  const wanted = wantedOf(snapshot, findings);
  const isEmpty = wanted.frames.size === 0 && wanted.flows.length === 0;
  if (findings.length === 0 || (isEmpty && !options.allPackets)) return undefined;
  const base = new TimeBase();
  const file = new EvidenceFile(wanted, {
    inputs: inputs.map(({ about }) => about.path),
    application: options.application,
    allPackets: options.allPackets ?? false,
    base,
  });
  const bytes = await write(file, secondReading(inputs, file, base, options), options);
  if (bytes === undefined) return undefined;
  const { frames, evidenceFrames, missing } = file;
  return { path: options.path, findings: findings.length, frames, evidenceFrames, missing, bytes };
}

/** Rejects with `OutputError` when no evidence of these inputs can be written to this file: worth asking before they are read. */
export async function checkEvidence(inputs: readonly KnownInput[], path: string): Promise<void> {
  const fleeting = readOnlyOnce(inputs);
  if (fleeting !== undefined) throw fleeting;
  await mustBeNoInput(path, inputs, 'evidence');
}

/** Why no evidence of these inputs can be written to any file; undefined where it can. */
export function readOnlyOnce(inputs: readonly KnownInput[]): OutputError | undefined {
  const fleeting = inputs.find(({ about }) => about.path === STANDARD_INPUT || about.size === undefined);
  if (fleeting === undefined) return undefined;
  const what = fleeting.about.path === STANDARD_INPUT ? 'standard input' : fleeting.about.path;
  return new OutputError(
    `${what} cannot be read twice, which evidence needs`,
    'Save the capture to a file, and name that.',
  );
}

function noSuchFinding(unknown: readonly string[], { findings }: Snapshot): OutputError {
  const ids = findings.length === 1 ? 'There is F1' : `There are F1 to F${findings.length}`;
  const there = findings.length === 0 ? 'There are no findings' : ids;
  return new OutputError(`there is no finding ${unknown.join(', ')}`, `${there}; a rule or a family names several.`);
}

/** Reads what was analysed in the same order, up to the last frame of interest. */
async function* secondReading(
  inputs: readonly KnownInput[],
  file: EvidenceFile,
  base: TimeBase,
  { signal, progress }: EvidenceOptions,
): Steps {
  const total = inputs.reduce((sum, { about }) => sum + about.size!, 0);
  let bytesRead = 0;
  const read = async function* (index: number, sink: FrameSink, piece: number): Steps {
    const source = await openSource(inputs[index].about.path, signal, piece);
    let before = 0;
    for await (const _ of new InputRun(source, { ...file.sink(index), ...sink }, base).steps()) {
      bytesRead += source.bytesRead - before;
      before = source.bytesRead;
      progress?.(bytesRead, total);
      yield;
    }
  };
  for await (const _ of readInTime(inputs, base, read, (index, frame) => file.frame(index, frame))) {
    yield;
    if (file.isDone) return;
  }
}

/** Writes what each step brings, and returns how many bytes there were; undefined when it was ended early. */
async function write(file: EvidenceFile, steps: Steps, { path, signal }: EvidenceOptions): Promise<number | undefined> {
  const handle = await open(path, 'w');
  let bytes = 0;
  let finished = false;
  try {
    for await (const _ of steps) bytes += await append(handle, file.take(), path);
    if (signal?.aborted) return undefined;
    file.end();
    bytes += await append(handle, file.take(), path);
    finished = true;
    return bytes;
  } finally {
    const isFile = (await handle.stat()).isFile();
    await handle.close();
    // Half a file would be taken for the whole evidence. Pipes and devices stay.
    if (!finished && isFile) await rm(path, { force: true });
  }
}

async function append(handle: FileHandle, bytes: Uint8Array, path: string): Promise<number> {
  try {
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  } catch (error) {
    // The system names no file where it wrote to an open one.
    throw Object.assign(error as Error, { path });
  }
  return bytes.length;
}
