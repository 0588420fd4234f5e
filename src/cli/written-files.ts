/** The files that the screen writes: a report, or evidence. Never over another file: nothing of the user's is lost by a slip of the keys. */
import { access } from 'node:fs/promises';
import type { KnownInput } from '../analyze/look-at-inputs.ts';
import { readOnlyOnce, writeEvidence } from '../analyze/write-evidence.ts';
import { narrowed } from '../engine/narrowed.ts';
import { OutputError, refusal } from '../evidence/output-error.ts';
import type { WriteRequest } from '../ui/take-away.ts';
import { counted } from '../wording/phrases.ts';
import { type Format, reportPieces } from './report-pieces.ts';
import { widthOf } from './terminal.ts';
import { TOOL } from './tool.ts';
import { writeFilePieces } from './write-pieces.ts';

/** Resolves with what was written, in words; rejects with an error that says why not. `signal` ends the writing of evidence. */
export async function writeTakenAway(
  inputs: readonly KnownInput[],
  request: WriteRequest,
  signal: AbortSignal,
): Promise<string> {
  const { what, path, findings } = request;
  if (await exists(path)) throw new Error(`${path} exists already: choose another name.`);
  try {
    if (what === 'evidence') return await evidence(inputs, request, signal);
    await report(request);
    return `Wrote the report of ${findings?.join(', ') ?? 'all findings'} to ${path}.`;
  } catch (error) {
    const { message, advice } = error instanceof OutputError ? error : refusal(path, error);
    throw new Error(`${message}. ${advice}`);
  }
}

/** Why none can be written of these inputs, whatever the file is called: worth saying before a name is asked for. */
export function whyNotTaken(inputs: readonly KnownInput[], what: WriteRequest['what']): string | undefined {
  const refused = what === 'evidence' ? readOnlyOnce(inputs) : undefined;
  return refused && `${refused.message}. ${refused.advice}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function evidence(
  inputs: readonly KnownInput[],
  { path, snapshot, findings }: WriteRequest,
  signal: AbortSignal,
): Promise<string> {
  const application = `${TOOL.name} ${TOOL.version}`;
  const summary = await writeEvidence(inputs, snapshot, { path, application, findings, signal });
  if (summary === undefined) return 'No evidence was written: no frame is proof of what was found.';
  const { evidenceFrames, frames } = summary;
  return `Wrote ${counted(evidenceFrames, 'evidence frame')} among ${counted(frames, 'packet')} to ${path}.`;
}

async function report({ path, snapshot, findings }: WriteRequest): Promise<void> {
  const told = findings === undefined ? snapshot : narrowed(snapshot, new Set(findings));
  const page = { color: false, width: widthOf(undefined), ascii: false };
  await writeFilePieces(path, await reportPieces(told, formatOf(path), false, page));
}

function formatOf(path: string): Format {
  return path.toLowerCase().endsWith('.json') ? 'json' : 'text';
}
