import { expect, it } from 'vitest';
import { word } from '../../src/flow/word.ts';
import { hex } from '../support/hex.ts';

it('reads words as the wire has them', () => {
  expect(word(hex`00 0a000001`, 1)).toBe(0x0a000001);
  expect(word(hex`ffffffff`, 0)).toBe(-1);
});
