import { expect, it } from 'vitest';
import { fold, word } from '../../src/flow/tuple-words.ts';
import { hex } from '../support/hex.ts';

it('reads words as the wire has them', () => {
  expect(word(hex`00 0a000001`, 1)).toBe(0x0a000001);
  expect(word(hex`ffffffff`, 0)).toBe(-1);
});

it('folds every word of an IPv6 address', () => {
  const addresses = [
    hex`20010db8 00000000 00000000 00000001`,
    hex`20010db8 00000000 00000001 00000001`,
    hex`20010db8 00000001 00000000 00000001`,
    hex`20010db9 00000000 00000000 00000001`,
    hex`20010db8 00000000 00000000 00000002`,
  ];
  expect(new Set(addresses.map((address) => fold(address, 0))).size).toBe(addresses.length);
});
