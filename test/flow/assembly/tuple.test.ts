import { describe, expect, it } from 'vitest';
import { createKernel } from '../../../src/flow/kernel.ts';

function hashOf(seed: number) {
  const { kernel } = createKernel();
  kernel.setSeed(seed);
  return kernel.tupleHash;
}

describe('the hash of a tuple', () => {
  const hash = hashOf(1);

  it('is the same in both directions, and another for other ends, ports, kinds and seeds', () => {
    const one = hash(10, 20, (443 << 16) | 50_000, 0);
    expect(hash(20, 10, (50_000 << 16) | 443, 0)).toBe(one);
    const others = [
      hash(20, 10, (443 << 16) | 50_000, 0),
      hash(10, 21, (443 << 16) | 50_000, 0),
      hash(10, 20, (443 << 16) | 50_001, 0),
      hash(10, 20, (443 << 16) | 50_000, 1),
      hashOf(3)(10, 20, (443 << 16) | 50_000, 0),
    ];
    expect(new Set([one, ...others]).size).toBe(6);
  });

  it('knows addresses and ports whose first bit is set', () => {
    const high = 0xc0000201 | 0;
    const port = (0xffff << 16) | 53;
    expect(hash(high, 5, port, 1)).toBe(hash(5, high, (53 << 16) | 0xffff, 1));
    expect(hash(high, 5, port, 1)).not.toBe(hash(high & 0x7fffffff, 5, port, 1));
    expect(hash(high, 5, port, 1)).not.toBe(hash(high, 5, port & 0x7fffffff, 1));
  });

  it.each([
    ['ports', (index: number) => hash(0x0a000001, 0x0a000002, (index << 16) | 443, 0)],
    ['addresses', (index: number) => hash(0x0a000000 + index, 0x0a000002, (50_000 << 16) | 443, 0)],
    // Each port plus 1 with an address plus 1: what a sum of unmixed parts would not tell apart.
    ['both', (index: number) => hash(0x0a000000 + index, 0x0a000002, ((60_000 - index) << 16) | 443, 0)],
  ])('spreads flows of neighbouring %s over the slots', (_, hashAt) => {
    const slots = new Set<number>();
    for (let index = 0; index < 4096; index++) slots.add(hashAt(index) & 4095);
    // Thrown at random, 4096 balls leave 63 % of 4096 urns hit.
    expect(slots.size).toBeGreaterThan(2400);
  });
});

describe('the fold of an IPv6 address', () => {
  const fold = (seed: number, words: readonly number[]) => {
    const { kernel } = createKernel();
    kernel.setSeed(seed);
    return kernel.foldAddress(words[0], words[1], words[2], words[3]);
  };

  it('tells apart what differs in one word, and is another with each seed', () => {
    const address = [0x20010db8, 0, 0, 1];
    const others = [0, 1, 2, 3].map((at) => address.with(at, address[at] + 1));
    const folds = [address, [0, 0x20010db8, 0, 1], [0, 1, 0x20010db8, 0], ...others].map((words) => fold(1, words));
    expect(new Set([...folds, fold(3, address)]).size).toBe(8);
  });
});
