import { expect, test } from 'vitest';
import { Xxh64 } from '../../src/source/xxh64.ts';
import { sampleBytes } from '../support/chunks.ts';

// Published vectors of xxHash.
test.each([
  ['', 0xef46db3751d8e999n],
  ['abc', 0x44bc2cf5ad770999n],
  ['Nobody inspects the spammish repetition', 0xfbcea83c8a378bf1n],
])('%j', (text, hash) => {
  const hasher = new Xxh64();
  hasher.update(new TextEncoder().encode(text));
  expect(hasher.digest()).toBe(hash);
});

/** Of `sampleBytes(1000)`: the end of the frame that `zstd --check` 1.5 makes of it. */
const CHECKSUM = 0x4458fe66n;

test.each([1, 7, 31, 32, 33, 64, 1000])('the same from pieces of %d bytes', (size) => {
  const bytes = sampleBytes(1000);
  const hasher = new Xxh64();
  for (let at = 0; at < bytes.length; at += size) hasher.update(bytes.subarray(at, at + size));
  expect(hasher.digest() & 0xffff_ffffn).toBe(CHECKSUM);
});
