/** Reads an open file in pieces: while one is worked on, the thread pool reads the next. */
import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { Chunk, Chunks } from './chunk.ts';
import type { OpenFile } from './open-file.ts';

/** Bytes of a piece where nothing else is asked for. */
export const FILE_CHUNK = 1024 * 1024;

const readInPool = promisify(read);

/** Memory for two pieces, of one length. */
export type Pieces = readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];

/** Reads from the file's position to its end; `size` is a hint. The caller closes `file`, after the generator is done. */
export async function* fileChunks(file: OpenFile, size = FILE_CHUNK, piece: number | Pieces = FILE_CHUNK): Chunks {
  const [one, other] = typeof piece === 'number' ? newPieces(Math.min(piece, size + 1)) : piece;
  // Who wants the first piece only, to look at it, causes no further read.
  const first = await readPiece(file, one);
  if (first.end === 0) return;
  yield first;
  let next = readPiece(file, first.bytes);
  let spare = other;
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.end === 0) return;
      next = readPiece(file, spare);
      // It may fail while nobody waits for it; whoever asks for it is told.
      next.catch(() => {});
      yield chunk;
      spare = chunk.bytes;
    }
  } finally {
    // The descriptor must not be closed under a read.
    await next.catch(() => {});
  }
}

function newPieces(length: number): Pieces {
  return [new Uint8Array(length), new Uint8Array(length)];
}

async function readPiece(file: OpenFile, bytes: Uint8Array<ArrayBuffer>): Promise<Piece> {
  const { bytesRead } = await readInPool(file.borrow(), bytes, 0, bytes.length, file.position);
  file.read(bytesRead);
  return { bytes, start: 0, end: bytesRead };
}

interface Piece extends Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
}
