import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CryptoStream, MAX_CRYPTO_BYTES } from '../../src/wire/crypto-stream.ts';
import { hex } from '../support/hex.ts';

describe('CryptoStream', () => {
  it('grows from its start, and over a hole once that is filled', () => {
    const stream = new CryptoStream();
    expect(stream.contiguous).toEqual(hex``);
    stream.add(4, hex`0506`);
    expect(stream.contiguous).toEqual(hex``);
    stream.add(0, hex`0102`);
    expect(stream.contiguous).toEqual(hex`0102`);
    stream.add(1, hex`02030405`);
    expect(stream.contiguous).toEqual(hex`010203040506`);
  });

  it('puts any order of any pieces together', () => {
    const whole = Uint8Array.from({ length: 300 }, (_, index) => index);
    const pieces = fc.array(fc.tuple(fc.nat(299), fc.integer({ min: 1, max: 80 })), { maxLength: 40 });
    fc.assert(
      fc.property(pieces, (spans) => {
        const stream = new CryptoStream();
        const there = new Set<number>();
        for (const [start, length] of spans) {
          const data = whole.subarray(start, start + length);
          stream.add(start, data);
          data.forEach((_byte, index) => {
            there.add(start + index);
          });
        }
        let end = 0;
        while (there.has(end)) end++;
        expect(stream.contiguous).toEqual(whole.subarray(0, end));
      }),
    );
  });

  it('is bounded in bytes and in holes', () => {
    const stream = new CryptoStream();
    stream.add(MAX_CRYPTO_BYTES - 1, hex`aabbcc`);
    stream.add(2 ** 60, hex`aa`);
    stream.add(0, new Uint8Array(MAX_CRYPTO_BYTES + 5));
    expect(stream.contiguous).toHaveLength(MAX_CRYPTO_BYTES);
    const holes = new CryptoStream();
    for (let index = 0; index < 2000; index++) holes.add(2 * index + 1, hex`aa`);
    holes.add(0, hex`bb`);
    expect(holes.contiguous).toHaveLength(0);
  });
});
