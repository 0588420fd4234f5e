/** Inputs for what reads chunks, as reads give them: one buffer, used again and again. */
import { expect } from 'vitest';
import type { Chunks } from '../../src/source/chunk.ts';

/** The bytes in chunks of `size`, each overwritten by the next. `error` is thrown behind the last. */
export async function* chunksOf(bytes: Uint8Array, size = bytes.length || 1, error?: Error): Chunks {
  const buffer = new Uint8Array(size + 2);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    buffer.fill(0xee);
    buffer.set(part, 1);
    yield { bytes: buffer, start: 1, end: 1 + part.length };
  }
  if (error !== undefined) throw error;
}

/** All bytes of the chunks, and what was thrown behind them. */
export async function readAll(chunks: Chunks): Promise<{ bytes: Uint8Array; error: unknown }> {
  const parts: Uint8Array[] = [];
  let error: unknown;
  try {
    for await (const { bytes, start, end } of chunks) {
      // Whoever keeps bytes copies them with `slice`, which a Buffer does not do.
      expect(Buffer.isBuffer(bytes)).toBe(false);
      parts.push(bytes.slice(start, end));
    }
  } catch (thrown) {
    error = thrown;
  }
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, error };
}

/** Compares large arrays, which `toEqual` does byte by byte in seconds. */
export function expectBytes(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  expect(Buffer.compare(actual, expected)).toBe(0);
}

/** Bytes that compress by half or so, the same every time. */
export function sampleBytes(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, (_, index) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return index % 64 < 24 ? state >>> 24 : index >> 6;
  });
}
