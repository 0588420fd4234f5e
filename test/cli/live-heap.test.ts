import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepHeapSmall } from '../../src/cli/live-heap.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells V8 once the program is loaded', () => {
  const set = vi.fn();
  keepHeapSmall(set);
  expect(set).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(set.mock.calls).toEqual([[expect.stringMatching(/^--heap-growing-percent=\d+$/)]]);
});

it('leaves V8 alone where the run was shorter', () => {
  const set = vi.fn();
  keepHeapSmall(set)();
  vi.advanceTimersByTime(60_000);
  expect(set).not.toHaveBeenCalled();
});
