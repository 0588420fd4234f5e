/** The inputs that the user's words stand for: files as named, directories as the files below them, `-` as standard input. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CaptureError, type CaptureErrorCode } from './capture-error.ts';

/** How standard input is named. */
export const STANDARD_INPUT = '-';

/** Files found below all named directories together. */
export const MAX_FILES = 65_536;
/** How deep directories are followed. */
export const MAX_DEPTH = 32;

export interface InputFile {
  /** As named, or the named directory's path and what is below it; `-` is standard input. */
  readonly path: string;
  /** The named directory that it was found in; absent when it was named itself. */
  readonly directory?: string;
}

/**
 * Each input once, in the order of the words; below a directory sorted by name, recursively, without hidden files and
 * without links to directories. What does not exist stays in the list: opening it says why. A directory without any file stays
 * as itself for the same reason. Throws `CaptureError` when there are more than `MAX_FILES`.
 */
export async function resolveInputs(paths: readonly string[]): Promise<InputFile[]> {
  const inputs = new Map<string, InputFile>();
  for (const path of paths) {
    for (const input of await expand(path)) {
      const key = input.path === STANDARD_INPUT ? STANDARD_INPUT : resolve(input.path);
      if (!inputs.has(key)) inputs.set(key, input);
    }
  }
  return [...inputs.values()];
}

const NO_CAPTURE: readonly CaptureErrorCode[] = ['empty', 'not-a-capture'];

/** Whether it counts as a failure that this input could not be opened. A file in a directory that is no capture is only named. */
export function countsAsFailure(input: InputFile, error: CaptureError): boolean {
  return input.directory === undefined || !NO_CAPTURE.includes(error.code);
}

async function expand(path: string): Promise<InputFile[]> {
  if (path === STANDARD_INPUT || !(await isDirectory(path))) return [{ path }];
  const found: InputFile[] = [];
  await collect(path, path, 0, found);
  return found.length > 0 ? found : [{ path }];
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function collect(named: string, directory: string, depth: number, found: InputFile[]): Promise<void> {
  for (const entry of await sortedEntries(directory)) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH) await collect(named, path, depth + 1, found);
    } else if (await isRegularFile(entry, path)) {
      if (found.length >= MAX_FILES) throw tooManyFiles(directory);
      found.push({ path, directory: named });
    }
  }
}

/** An unreadable directory holds nothing. Hidden files are left out, as shells do: `.DS_Store`, `._capture.pcap`. */
async function sortedEntries(directory: string): Promise<Dirent[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => !name.startsWith('.')).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Never a FIFO or device, which could wait for ever; a link counts as what it leads to. */
async function isRegularFile(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

function tooManyFiles(directory: string): CaptureError {
  return new CaptureError(
    'too-many-files',
    `there are more than ${MAX_FILES} files up to ${directory}`,
    'Name the captures, or a directory that holds little else.',
  );
}
