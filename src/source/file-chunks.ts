/** Reads an open file in pieces. */
import { read, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Chunks } from './chunk.ts';
import type { OpenFile } from './open-file.ts';

/** Bytes of a piece where nothing else is asked for: it stays in the CPU's cache between the reading and the work on it. */
export const FILE_CHUNK = 256 * 1024;

/** Pieces after which the event loop gets its turn: keys, signals, a drawing. */
const TURN = 8;

/**
 * ms after which a read counts as slow. Reading in place is fast (2 GB from the page cache on a busy machine: 0.8 s, by way of
 * the thread pool 1.1 s at best), but would hold up keys on a slow disk: there the thread pool takes over.
 */
const SLOW = 5;

const readInPool = promisify(read);

/** Reads from the file's position to its end; `size` is a hint. The caller closes `file`, after the generator is done. */
export async function* fileChunks(file: OpenFile, size = FILE_CHUNK, piece = FILE_CHUNK): Chunks {
  const bytes = new Uint8Array(Math.min(piece, size + 1));
  let isSlow = false;
  for (let turn = 1; ; turn++) {
    const descriptor = file.borrow();
    const started = performance.now();
    const end = isSlow
      ? (await readInPool(descriptor, bytes, 0, bytes.length, file.position)).bytesRead
      : readSync(descriptor, bytes, 0, bytes.length, file.position);
    isSlow = performance.now() - started > SLOW;
    file.read(end);
    if (end === 0) return;
    yield { bytes, start: 0, end };
    if (turn % TURN === 0) await setImmediate();
  }
}
