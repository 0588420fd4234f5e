/** Looks at every input once, before the reading: what it is, and when it begins. */
import { CaptureError } from '../source/capture-error.ts';
import type { Pieces } from '../source/file-chunks.ts';
import { countsAsFailure, type InputFile, STANDARD_INPUT } from '../source/input-file.ts';
import { openSource, type Source, type SourceDescription } from '../source/open-source.ts';
import { firstFrameTime } from './first-frame.ts';

/** Bytes read to look at a file: the first frame is seldom further in. */
const LOOK = 16 * 1024;

/** An input that could be opened. */
export interface KnownInput {
  readonly about: SourceDescription;
  /** Still open: standard input, a pipe, or the only input. All others are read again from their beginning. */
  readonly open: Source | undefined;
  /** ns since 1970 of the first frame; undefined where there is none with a time, or it was not looked for. */
  readonly begins: bigint | undefined;
}

/** An input that could not be opened. */
export interface InputFailure extends InputFile {
  readonly error: CaptureError;
  /** False for a file in a named directory that is no capture: it is only named. */
  readonly counts: boolean;
}

export interface Look {
  readonly known: readonly KnownInput[];
  readonly failures: readonly InputFailure[];
}

/** An only input is read into `pieces`. `looked` hears after each input how many are done. Of a file among others one piece is read, and it is closed again. */
export async function lookAtInputs(
  inputs: readonly InputFile[],
  pieces: Pieces,
  signal?: AbortSignal,
  looked: (count: number) => void = () => {},
): Promise<Look> {
  const known: KnownInput[] = [];
  const failures: InputFailure[] = [];
  for (const [index, input] of inputs.entries()) {
    try {
      known.push(inputs.length === 1 ? await only(input, pieces, signal) : await oneOfMany(input, signal));
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      failures.push({ ...input, error, counts: countsAsFailure(input, error) });
    }
    looked(index + 1);
  }
  return { known, failures };
}

async function only({ path }: InputFile, pieces: Pieces, signal?: AbortSignal): Promise<KnownInput> {
  const open = await openSource(path, signal, pieces);
  return { about: open, open, begins: undefined };
}

async function oneOfMany({ path }: InputFile, signal?: AbortSignal): Promise<KnownInput> {
  const source = await openSource(path, signal, LOOK);
  if (source.size === undefined || path === STANDARD_INPUT) return { about: source, open: source, begins: undefined };
  const { size, compression, format } = source;
  return { about: { path, size, compression, format }, open: undefined, begins: await firstFrameTime(source) };
}
