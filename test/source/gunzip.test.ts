import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzip } from '../../src/source/gunzip.ts';
import { concat } from '../support/capture-bytes.ts';
import { chunksOf, expectBytes, readAll, sampleBytes } from '../support/chunks.ts';

const BYTES = sampleBytes(300_000);
const GZIP = gzipSync(BYTES);

test.each([1000, 65_536, 1_000_000])('decompresses from chunks of %d', async (size) => {
  const { bytes, error } = await readAll(gunzip(chunksOf(GZIP, size)));
  expect(error).toBeUndefined();
  expectBytes(bytes, BYTES);
});

test('gives pieces as small as asked for', async () => {
  for await (const { start, end } of gunzip(chunksOf(GZIP), 1000)) expect(end - start).toBeLessThanOrEqual(1000);
});

test.each([1, 7, 13])('decompresses a small input from chunks of %d', async (size) => {
  const small = BYTES.subarray(0, 500);
  expect(await readAll(gunzip(chunksOf(gzipSync(small), size)))).toEqual({ bytes: small, error: undefined });
});

test('several members, wherever a chunk ends, with padding behind them', async () => {
  const small = gzipSync(BYTES.subarray(0, 300));
  const all = concat(BYTES.subarray(0, 300), BYTES, BYTES.subarray(0, 300));
  for (const size of [small.length, 1024, 1_000_000]) {
    const input = concat(small, GZIP, small, new Uint8Array(2000));
    const { bytes, error } = await readAll(gunzip(chunksOf(input, size)));
    expect(error).toBeUndefined();
    expectBytes(bytes, all);
  }
});

test.each([0.1, 0.5, 0.9])('cut at %d of its length: all that can be read is there, then the fault', async (part) => {
  const { bytes, error } = await readAll(gunzip(chunksOf(GZIP.subarray(0, Math.floor(GZIP.length * part)))));
  expect(error).toMatchObject({ code: 'compression-cut', message: 'the gzip data end early' });
  expectBytes(bytes, BYTES.subarray(0, bytes.length));
  expect(bytes.length).toBeGreaterThan(BYTES.length * (part - 0.05));
});

test('a wrong checksum costs nothing', async () => {
  const damaged = Uint8Array.from(GZIP);
  damaged[damaged.length - 6] ^= 0xff;
  const { bytes, error } = await readAll(gunzip(chunksOf(damaged)));
  expectBytes(bytes, BYTES);
  expect(error).toMatchObject({
    code: 'compression-corrupt',
    message: expect.stringContaining('incorrect data check'),
  });
});

test('corrupt in the middle: at least seven eighths of what came before are there', async () => {
  const damaged = Uint8Array.from(GZIP);
  const at = GZIP.length >> 1;
  damaged.fill(0xff, at, at + 2000);
  const { bytes, error } = await readAll(gunzip(chunksOf(damaged)));
  expect(error).toMatchObject({ code: 'compression-corrupt' });
  const sound = Math.floor((BYTES.length / 2) * 0.85);
  expect(bytes.length).toBeGreaterThan(sound);
  expectBytes(bytes.subarray(0, sound), BYTES.subarray(0, sound));
});

test('every flipped byte of a small input ends', async () => {
  const small = gzipSync(BYTES.subarray(0, 40));
  for (let at = 0; at < small.length; at++) {
    const damaged = Uint8Array.from(small);
    damaged[at] ^= 0xff;
    const { bytes, error } = await readAll(gunzip(chunksOf(damaged)));
    // Time and system in the header are covered by no check, and change nothing.
    if (error === undefined) expect([...bytes]).toEqual([...BYTES.subarray(0, 40)]);
  }
});

test('a consumer that stops early ends the input', async () => {
  const input = chunksOf(GZIP, 1000);
  for await (const _ of gunzip(input)) break;
  expect(await input.next()).toEqual({ value: undefined, done: true });
});
