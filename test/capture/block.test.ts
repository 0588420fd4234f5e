import { expect, test } from 'vitest';
import { openBlock } from '../support/block-of.ts';
import { hex } from '../support/capture-bytes.ts';

const BYTES = hex('01000000 18000000 0102030400000080 61006200 00000018');

test('numbers follow the byte order of the section', () => {
  const little = openBlock(BYTES);
  expect([little.u16(8), little.u32(8), little.u64(8)]).toEqual([
    0x0201,
    0x0403_0201,
    0x8000_0000 * 2 ** 32 + 0x0403_0201,
  ]);
  const big = openBlock(BYTES, 'big');
  expect([big.u16(8), big.u32(8), big.u64(8)]).toEqual([0x0102, 0x0102_0304, 0x0102_0304 * 2 ** 32 + 0x80]);
});

test('text ends at the first NUL', () => {
  expect(openBlock(BYTES).text(16, 20)).toBe('a');
  expect(openBlock(BYTES).text(16, 17)).toBe('a');
});
