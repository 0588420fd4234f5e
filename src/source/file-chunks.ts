/** Reads an open file in large pieces: while the consumer works on one, the next is read in the thread pool. */
import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { Chunks } from './chunk.ts';

/** Two of them are in use. Read from the page cache, 1 MiB and more give the same rate; half of it loses a tenth. */
export const FILE_CHUNK = 1024 * 1024;

const readInto = promisify(read);

/** Reads from the file's present position to its end; `size` is a hint. The caller closes `fd`, after the generator is done. */
export async function* fileChunks(fd: number, size = FILE_CHUNK): Chunks {
  const length = Math.min(FILE_CHUNK, size + 1);
  const buffers = [new Uint8Array(length), new Uint8Array(length)];
  const next = (turn: number) => readInto(fd, buffers[turn], 0, length, null);
  let pending = next(0);
  try {
    for (let turn = 0; ; turn ^= 1) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) return;
      pending = next(turn ^ 1);
      pending.catch(ignore); // handled when it is awaited, which may be a while
      yield { bytes: buffers[turn], start: 0, end: bytesRead };
    }
  } finally {
    await pending.catch(ignore); // nothing may be under way when the descriptor is closed
  }
}

function ignore(): void {}
