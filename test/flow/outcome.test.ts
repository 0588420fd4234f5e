import { expect, it } from 'vitest';
import { RESULT_COUNT } from '../../src/flow/memory-map.ts';
import * as outcome from '../../src/flow/outcome.ts';

it('has a place of its own for each result', () => {
  const { LEFT, COUNTED, DUPLICATE, VISIT, ...results } = outcome;
  const places = Object.values(results);
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect([place >= 0, place < RESULT_COUNT]).toEqual([true, true]);
  expect(new Set([LEFT, COUNTED, DUPLICATE, VISIT]).size).toBe(4);
});
