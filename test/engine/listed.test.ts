import { expect, it } from 'vitest';
import { excess, MAX_LISTED } from '../../src/engine/listed.ts';

it('counts what is beyond the bound, of each list by itself', () => {
  const list = (length: number) => new Array(length).fill(0);
  expect(excess()).toBe(0);
  expect(excess(list(MAX_LISTED), list(3))).toBe(0);
  expect(excess(list(MAX_LISTED + 2), list(1), list(MAX_LISTED + 1))).toBe(3);
});
