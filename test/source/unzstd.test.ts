import { expect, test } from 'vitest';
import { unzstd } from '../../src/source/unzstd.ts';
import { concat, hex } from '../support/capture-bytes.ts';
import { chunksOf, expectBytes, readAll, sampleBytes } from '../support/chunks.ts';

/** `sampleBytes(1000)` by `zstd -19 --check` 1.5: sequences, Huffman literals, checksum. */
const SAMPLE = Uint8Array.from(
  Buffer.from(
    `KLUv/WToAh0NAAQZQZYnxPmV2Zy/DwoxI699xOLS4uPpk1AoAEggvx49M+82rTAFFMJZDLNin6sdpqbxhAEeuuWKPBOfeM5+PeZfsL3DjMwsku
NbudoC8sxFFVNYoY1omDat65Ghlr0wwEAtQw9CA7J9TI6c5m9egd41LhqXiY4UZIXlzLMdlwQNtieC8WFBleFwP/BeHgbNcMBW/s2/y3IFch/D
P+0sD5sOLho36kFoNG9b0sr6O8ItBhAezNLra5SbT7dIC7DcwWVxDFRG3blr4wfV3LAKBgNGfqtrEDBljODCk236MMGP72sIcECadBiWYO7oa3
YteatXbbbTnwWyzzZhCVDyeF68idlUjpU/RyFWd0d3WOIDek7oHgqkW/fWTQBs2+OJ74NOaFDyNdMeKaOgcLwLWqGDqebdj2ztp8yptH2z0BDb
cDR4F/UVDCGtSGVixX2xcxDaPMXxMAPlybahBchhwg1oJTVZWhwtE/2i3YS03xlsVLOMrxOGWx0OXnP0kCsFWb3R/VuGdCN+rbtzTlou5k4/Dx
BYFAAQfkf4fz8lSZJkkiQwZv5YRA==`,
    'base64',
  ),
);
const BYTES = sampleBytes(1000);

/** `hello hello hello hello` and a line end, by `zstd -19`. */
const HELLO = hex('28b52ffd04686d00003868656c6c6f200a0100994b11a87c2ea8');
const HELLO_BYTES = new TextEncoder().encode('hello hello hello hello\n');

// RFC 8878 by hand: magic, descriptor 0 (no checksum, no size), window descriptor 0x38 (128 KiB).
const FRAME = '28b52ffd 00 38';
const raw = (digits: string, last = false) => `${threeBytes(((digits.length / 2) << 3) | Number(last))} ${digits}`;
const repeated = (byte: string, count: number, last = false) =>
  `${threeBytes((count << 3) | 2 | Number(last))} ${byte}`;
const SKIPPABLE = '5a2a4d18 03000000 010203';

function threeBytes(value: number): string {
  return [0, 8, 16].map((shift) => ((value >> shift) & 0xff).toString(16).padStart(2, '0')).join('');
}

const decompress = (input: Uint8Array, size?: number) => readAll(unzstd(chunksOf(input, size)));

test.each([1, 2, 17, 100, 5000])('decompresses from chunks of %d', async (size) => {
  expect(await decompress(SAMPLE, size)).toEqual({ bytes: BYTES, error: undefined });
  expect(await decompress(HELLO, size)).toEqual({ bytes: HELLO_BYTES, error: undefined });
});

test('all kinds of blocks, several frames, and skippable ones anywhere', async () => {
  const one = hex(`${SKIPPABLE} ${FRAME} ${raw('0102')} ${repeated('07', 131_072)} ${raw('03', true)}`);
  const input = concat(one, HELLO, hex(`5f2a4d18 00000000 ${FRAME} ${raw('', true)} ${SKIPPABLE}`), SAMPLE);
  const bytes = concat(hex('0102'), new Uint8Array(131_072).fill(7), hex('03'), HELLO_BYTES, BYTES);
  for (const size of [1, 3, 40, input.length]) {
    const read = await decompress(input, size);
    expect(read.error).toBeUndefined();
    expectBytes(read.bytes, bytes);
  }
});

test('cut anywhere: what is whole is there, then the fault', async () => {
  const input = hex(`${FRAME} ${raw('0102')} ${raw('0304', true)}`);
  for (let length = 1; length < input.length; length++) {
    const { bytes, error } = await decompress(input.subarray(0, length));
    expect(bytes).toEqual(hex(length < 11 ? '' : '0102'));
    expect(error).toMatchObject({ code: 'compression-cut', message: 'the zstd data end early' });
  }
  for (let length = 1; length < SAMPLE.length; length++) {
    expect((await decompress(SAMPLE.subarray(0, length))).error).toMatchObject({ code: 'compression-cut' });
  }
});

test('corrupt in the middle: the blocks before are there, then the fault', async () => {
  const bad = { code: 'compression-corrupt' };
  expect(await decompress(hex(`${FRAME} ${raw('0102')} ${threeBytes(6)} 00`))).toMatchObject({
    bytes: hex('0102'),
    error: bad,
  });
  const behind = await decompress(concat(HELLO, hex('00112233 44')));
  expect(behind).toMatchObject({ bytes: HELLO_BYTES, error: bad });
});

test.each([
  ['a window larger than 128 MiB', '28b52ffd 00 89', 'a window of 144 MiB is too large'],
  ['a single segment larger than that', '28b52ffd e0 0000001000000000', 'window'],
  ['a dictionary', '28b52ffd 01 38 05', 'a dictionary is needed'],
  ['a block longer than 128 KiB', `${FRAME} ${repeated('00', 131_073)}`, 'a block of no known kind'],
])('%s is refused before it costs anything', async (_name, digits, reason) => {
  const { bytes, error } = await decompress(hex(`${digits} ${raw('00', true)}`));
  expect(bytes).toHaveLength(0);
  expect(error).toMatchObject({ code: 'compression-corrupt', message: expect.stringContaining(reason) });
});

test('a wrong checksum costs nothing and is told', async () => {
  const damaged = SAMPLE.slice();
  damaged[damaged.length - 1] ^= 1;
  const { bytes, error } = await decompress(damaged);
  expect(bytes).toEqual(BYTES);
  expect(error).toMatchObject({ code: 'compression-corrupt', message: expect.stringContaining('checksum') });
});

test('every flipped byte ends', async () => {
  for (const sample of [HELLO, SAMPLE]) {
    for (let at = 0; at < sample.length; at++) {
      const damaged = sample.slice();
      damaged[at] ^= 0xff;
      const { bytes, error } = await decompress(damaged);
      expect(bytes.length).toBeLessThan(1_000_000);
      if (error === undefined) expect([...bytes]).toEqual([...(sample === HELLO ? HELLO_BYTES : BYTES)]);
      else expect(error).toMatchObject({ name: 'DecompressionError' });
    }
  }
});
