/** What the system says of the options of `live`, asked before anything is captured: of streams, and of places where something is to be written. */
import type { Stats } from 'node:fs';
import { lstat, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutputError, refusal } from '../evidence/output-error.ts';
import { REAL_DISK, tryFolder } from '../recording/disk.ts';
import { checkRotation } from '../recording/recorder.ts';
import { isStream } from '../source/live/stream-engine.ts';
import { conflict, type LiveOptions } from './live-options.ts';
import { rotationOf } from './live-recording.ts';

/**
 * Rejects with `OutputError` when something of it cannot be. Nothing is left behind, and nothing that is there is touched. To be called as who
 * will write. `interfaces` are the names of those that there are.
 */
export async function checkLive(
  stream: string | undefined,
  options: LiveOptions,
  interfaces: () => readonly string[],
): Promise<void> {
  const wrong = conflict(stream, options);
  if (wrong !== undefined) throw new OutputError(...wrong);
  checkRotation(rotationOf(options));
  const { interface: named = [], watch, write, output, onFinding, metrics } = options;
  if (watch !== undefined && (await statsOf(watch))?.isDirectory() === false) throw noFolder(watch);
  for (const path of stream === undefined ? named.filter(isStream) : [stream]) await checkStream(path, interfaces);
  if (write !== undefined) await checkRecording(write, options);
  if (output !== undefined) await checkOutput(output);
  if (onFinding !== undefined) await checkFolder(onFinding);
  if (metrics === undefined) return;
  if ('file' in metrics) return checkReplaced(metrics.file);
  const { tryAddress } = await import('./metrics-outlet.ts');
  await tryAddress(metrics);
}

/** What a program was given as its input: `/dev/stdin`, `/dev/fd/63`. It may be a file. */
const DESCRIPTOR = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

async function checkStream(path: string, interfaces: () => readonly string[]): Promise<void> {
  if (path === '-' || DESCRIPTOR.test(path)) return;
  const stats = await statsOf(path);
  if (!stats?.isFIFO() && interfaces().includes(path)) {
    throw new OutputError(`${path} is an interface`, `Name it with -i: jamscope live -i ${path}.`);
  }
  if (stats === undefined) {
    throw new OutputError(`${path} does not exist`, 'Name a FIFO, - for standard input, or an interface with -i.');
  }
  if (stats.isDirectory()) {
    const both = `jamscope live --watch ${path} follows what another program writes there, jamscope ${path} reads what is there.`;
    throw new OutputError(`${path} is a folder`, both);
  }
  if (stats.isFile()) {
    const both = `Read it with jamscope ${path}, or, while it is written, with: tail -c +1 -f ${path} | jamscope live -`;
    throw new OutputError(`${path} is a file, which has an end`, both);
  }
}

/** Nothing is recorded over another file. Those of a rotated recording get names of their own. */
async function checkRecording(path: string, options: LiveOptions): Promise<void> {
  const isOne = (options.rotateSize ?? options.rotateTime) === undefined;
  if (isOne && (await exists(path))) throw refusal(path, { code: 'EEXIST' });
  await checkFolderOf(path);
}

/** A file is appended to, or written anew; devices and FIFOs are let through. */
async function checkOutput(path: string): Promise<void> {
  const stats = await statsOf(path);
  if (stats?.isDirectory()) throw refusal(path, { code: 'EISDIR' });
  if (stats === undefined) await checkFolderOf(path);
  else if (stats.isFile()) {
    const file = await open(path, 'r+').catch((error) => {
      throw refusal(path, error);
    });
    await file.close();
  }
}

/** Another file takes its place each time: no device may be lost by that. */
async function checkReplaced(path: string): Promise<void> {
  const stats = await statsOf(path);
  if (stats?.isDirectory()) throw refusal(path, { code: 'EISDIR' });
  if (stats !== undefined && !stats.isFile()) throw new OutputError(`${path} is no file`, 'Name one for --metrics.');
  await checkFolderOf(path);
}

/** It is made where it is not there. */
async function checkFolder(folder: string): Promise<void> {
  const stats = await statsOf(folder);
  const parent = dirname(folder);
  if (stats === undefined && parent !== folder) return checkFolder(parent);
  if (stats !== undefined && !stats.isDirectory()) throw noFolder(folder);
  await tryIn(folder, folder);
}

function checkFolderOf(path: string): Promise<void> {
  return tryIn(dirname(path), path);
}

/** `path` is what a refusal names. */
async function tryIn(folder: string, path: string): Promise<void> {
  try {
    await tryFolder(folder, REAL_DISK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // As /proc says it of itself.
    if (code === 'ENOENT' && (await statsOf(folder))?.isDirectory())
      throw new OutputError(`nothing can be created in ${folder} (${code})`, 'Name another folder.');
    throw refusal(path, error);
  }
}

function noFolder(path: string): OutputError {
  return new OutputError(`${path} is no folder`, 'Name one.');
}

function statsOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

/** A link that leads nowhere is there, too. */
function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
