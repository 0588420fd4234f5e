import { expect, test, vi } from 'vitest';
import { createStore } from '../../src/ui/store.ts';

test('tells subscribers of another value, until they leave', () => {
  const store = createStore(1);
  const told = vi.fn();
  const leave = store.subscribe(told);
  store.set(1);
  expect(told).toHaveBeenCalledTimes(0);
  store.set(2);
  expect([store.get(), told.mock.calls.length]).toEqual([2, 1]);
  leave();
  store.set(3);
  expect(told).toHaveBeenCalledTimes(1);
});
