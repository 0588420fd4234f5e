/** Writes a report piece by piece, at the reader's pace. A pipe that is closed early (`| head`) ends the writing, and is no error. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** To standard output. */
export async function writePieces(stream: Writable, pieces: Iterable<string>): Promise<void> {
  const closed = { early: false };
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed.early = true;
  };
  stream.on('error', onError);
  try {
    for (const piece of pieces) {
      if (closed.early) return;
      if (!stream.write(piece)) await drained(stream);
    }
  } finally {
    // A late EPIPE still needs somebody to hear it: the listener stays.
    if (!closed.early) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}

/** The stream takes more, or never will. */
async function drained(stream: Writable): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(() => {});
  // The one that did not come must not go on listening.
  either.abort();
}

/** To a file, made anew. Rejects with the system's error. */
export async function writeFilePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  await once(stream, 'open');
  for (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}
