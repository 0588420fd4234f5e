import { setFlagsFromString } from 'node:v8';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepHeapSmall } from '../../src/cli/live-heap.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells V8 once the program is loaded, and has it collect for the first time', () => {
  const set = vi.fn();
  const collect = vi.fn();
  keepHeapSmall(set, collect);
  expect(set).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(set.mock.calls.flat()).toEqual(['--heap-growing-percent=50', '--compact-on-every-full-gc']);
  expect(collect).toHaveBeenCalledOnce();
});

it('collects what V8 would keep for long', () => {
  const set = vi.fn(setFlagsFromString);
  keepHeapSmall(set);
  vi.advanceTimersByTime(60_000);
  expect(set.mock.calls.flat()).toContain('--expose-gc');
  for (const flag of ['--heap-growing-percent=0', '--no-compact-on-every-full-gc']) setFlagsFromString(flag);
});

it('leaves V8 alone where the run was shorter', () => {
  const set = vi.fn();
  keepHeapSmall(set)();
  vi.advanceTimersByTime(60_000);
  expect(set).not.toHaveBeenCalled();
});
