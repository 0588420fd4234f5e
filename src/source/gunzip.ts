/** Decompresses gzip (RFC 1952), several members in a row included, by node:zlib in the thread pool. */
import { createGunzip, type Gunzip } from 'node:zlib';
import { type Chunks, plainBytes } from './chunk.ts';
import { DecompressionError } from './decompression-error.ts';
import { FILE_CHUNK } from './file-chunks.ts';

/** CRC and length at the end of a member. */
const TRAILER = 8;
const FIRST_STEP = 64;
const MAX_STEP = 64 * 1024;

/**
 * zlib withholds the output of the very step in which it meets a fault. So a step is never more than an eighth of what
 * went before (64 KiB at most), and the trailer, where corrupt data mostly come to light, is a step of its own. Gives pieces of
 * up to `piece` bytes.
 */
export async function* gunzip(stored: Chunks, piece = FILE_CHUNK): Chunks {
  const engine = createGunzip({ chunkSize: piece });
  const decompressed: Uint8Array[] = [];
  let fault: Error | undefined;
  engine.on('data', (bytes: Uint8Array) => decompressed.push(plainBytes(bytes)));
  engine.on('error', (error) => {
    fault = error;
  });
  try {
    for await (const step of steps(stored)) {
      if (engine.destroyed || engine.readableEnded) break;
      await write(engine, step);
      for (const bytes of decompressed.splice(0)) yield { bytes, start: 0, end: bytes.length };
    }
    await finish(engine);
    for (const bytes of decompressed) yield { bytes, start: 0, end: bytes.length };
    if (fault !== undefined) throw asDecompressionError(fault);
  } finally {
    engine.destroy();
    await stored.return();
  }
}

/** The stored bytes in steps that grow, the last eight apart. A step is valid until the next. */
async function* steps(stored: Chunks): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(0);
  let passed = 0;
  for await (const { bytes, start, end } of stored) {
    const chunk = new Uint8Array(held.length + end - start);
    chunk.set(held);
    chunk.set(bytes.subarray(start, end), held.length);
    let at = 0;
    while (chunk.length - at > TRAILER) {
      const step = Math.max(FIRST_STEP, Math.min(MAX_STEP, passed >> 3));
      const next = Math.min(at + step, chunk.length - TRAILER);
      yield chunk.subarray(at, next);
      passed += next - at;
      at = next;
    }
    held = chunk.slice(at);
  }
  if (held.length > 0) yield held;
}

/** Waits until the step is used up: all it gave has been emitted then. zlib may also end at it (padding) or fail. */
function write(engine: Gunzip, bytes: Uint8Array): Promise<void> {
  return settled(engine, (done) => engine.write(bytes, done));
}

function finish(engine: Gunzip): Promise<void> {
  if (engine.destroyed || engine.readableEnded) return Promise.resolve();
  return settled(engine, () => engine.end());
}

function settled(engine: Gunzip, begin: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      engine.off('end', done).off('close', done);
      resolve();
    };
    engine.on('end', done).on('close', done);
    begin(done);
  });
}

function asDecompressionError(fault: Error): DecompressionError {
  const cut = (fault as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
  const message = cut ? 'the gzip data end early' : `the gzip data are corrupt (${fault.message})`;
  return new DecompressionError(cut ? 'compression-cut' : 'compression-corrupt', message);
}
