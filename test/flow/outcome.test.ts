import { expect, it } from 'vitest';
import { RESULT_COUNT } from '../../src/flow/memory-map.ts';
import { OUTCOME, RESULT } from '../../src/flow/outcome.ts';

it('has a place of its own for each result', () => {
  const places = Object.values(RESULT);
  expect(places.length).toBeGreaterThan(8);
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect([place >= 0, place < RESULT_COUNT]).toEqual([true, true]);
  expect(new Set(Object.values(OUTCOME)).size).toBe(4);
});
