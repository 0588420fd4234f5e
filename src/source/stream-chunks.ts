/** Reads a pipe. Its reads are not given to the thread pool: one that waits there would keep the process from exiting. */
import type { Readable } from 'node:stream';
import { type Chunks, plainBytes } from './chunk.ts';

/** Ends with the stream; the stream is destroyed when the consumer stops early, or `signal` says so. */
export async function* streamChunks(stream: Readable, signal?: AbortSignal): Chunks {
  const stop = () => stream.destroy();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const bytes of stream) yield { bytes: plainBytes(bytes), start: 0, end: bytes.length };
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
