import { expect, it } from 'vitest';
import { createKernel, type Kernel } from '../../src/flow/kernel.ts';
import { PAGES } from '../../src/flow/memory-map.ts';

/** How many parameters each has. */
const EXPORTS: Readonly<Record<keyof Kernel, number>> = {
  setSeed: 1,
  setMask: 1,
  foldAddress: 4,
  tupleHash: 4,
  findIpv4: 4,
  trackTcp: 11,
  count: 6,
  take: 4,
  takeRecords: 10,
};

it('exports what its interface says, and nothing else', () => {
  const { kernel } = createKernel();
  const found = Object.entries(kernel).flatMap(([name, value]) =>
    typeof value === 'function' ? [[name, value.length]] : [],
  );
  expect(Object.fromEntries(found)).toEqual(EXPORTS);
});

it('has a memory of its own each time, whole and empty', () => {
  const [one, other] = [createKernel(), createKernel()];
  expect(one.buffer.byteLength).toBe(PAGES * 65_536);
  new Uint8Array(one.buffer)[4096] = 7;
  expect(new Uint8Array(other.buffer)[4096]).toBe(0);
  one.kernel.setSeed(3);
  expect(one.kernel.tupleHash(1, 2, 3, 0)).not.toBe(other.kernel.tupleHash(1, 2, 3, 0));
});

it('finds no flow where there is none', () => {
  const { kernel } = createKernel();
  kernel.setMask(4095);
  expect(kernel.findIpv4(1, 2, 3, 0)).toBe(-1);
});
