import { expect, it } from 'vitest';
import { fold, tupleHash, word } from '../../src/flow/tuple-hash.ts';
import { hex } from '../support/hex.ts';

it('reads words as the wire has them', () => {
  expect(word(hex`00 0a000001`, 1)).toBe(0x0a000001);
  expect(word(hex`ffffffff`, 0)).toBe(-1);
});

it('hashes both directions of a flow alike, and tells ends, ports, kinds and seeds apart', () => {
  const hash = tupleHash(1, 10, 20, (443 << 16) | 50_000, 0);
  expect(tupleHash(1, 20, 10, (50_000 << 16) | 443, 0)).toBe(hash);
  const others = [
    tupleHash(1, 20, 10, (443 << 16) | 50_000, 0),
    tupleHash(1, 10, 21, (443 << 16) | 50_000, 0),
    tupleHash(1, 10, 20, (443 << 16) | 50_001, 0),
    tupleHash(1, 10, 20, (443 << 16) | 50_000, 1),
    tupleHash(3, 10, 20, (443 << 16) | 50_000, 0),
  ];
  expect(new Set([hash, ...others]).size).toBe(6);
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

it('spreads neighbouring flows over the slots', () => {
  const slots = new Set<number>();
  for (let port = 0; port < 4096; port++) slots.add(tupleHash(1, 0x0a000001, 0x0a000002, (port << 16) | 443, 0) & 4095);
  // Thrown at random, 4096 balls leave 63 % of 4096 urns hit.
  expect(slots.size).toBeGreaterThan(2400);
});
