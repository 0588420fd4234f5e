import { expect, test, vi } from 'vitest';
import { memoLast } from '../../src/ui/memo.ts';

test('computes again for other values only, and remembers one answer', () => {
  const compute = vi.fn((a: number, b: string) => `${a}${b}`);
  const memo = memoLast(compute);
  expect([memo(1, 'x'), memo(1, 'x'), memo(2, 'x'), memo(1, 'x')]).toEqual(['1x', '1x', '2x', '1x']);
  expect(compute).toHaveBeenCalledTimes(3);
});

test('remembers that there is no answer', () => {
  const compute = vi.fn((_: number) => undefined);
  const memo = memoLast(compute);
  memo(1);
  memo(1);
  expect(compute).toHaveBeenCalledTimes(1);
});
