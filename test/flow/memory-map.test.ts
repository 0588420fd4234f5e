import { expect, it } from 'vitest';
import * as map from '../../src/flow/memory-map.ts';
import { HISTORY_LENGTH, ROW_EVENTS, ROW_WORDS } from '../../src/flow/row-layout.ts';

/** What lies where: from, and how many bytes. */
const REGIONS: readonly (readonly [string, number, number])[] = [
  ['results', map.RESULTS, map.RESULT_COUNT * 8],
  ['scratch', map.SCRATCH, map.HEADERS],
  ['window', map.WINDOW, map.PIECE_COUNT * map.PIECE],
  ['slots', map.SLOTS, map.MAX_SLOTS * map.SLOT_BYTES],
  ['words', map.WORDS, map.MAX_ROWS * ROW_WORDS * 4],
  ['events', map.EVENTS, map.MAX_ROWS * ROW_EVENTS * 8],
  ['history', map.HISTORY, map.MAX_ROWS * HISTORY_LENGTH],
];

it.each(REGIONS)('%s lies behind what comes before, where doubles may lie', (name, from) => {
  const before = REGIONS.slice(
    0,
    REGIONS.findIndex(([region]) => region === name),
  );
  expect(from % 8).toBe(0);
  for (const [, start, length] of before) expect(from).toBeGreaterThanOrEqual(start + length);
});

it('fits the pages, of which none is too many', () => {
  const [, history, length] = REGIONS.at(-1)!;
  const pages = Math.floor(map.PAGES);
  expect(pages * 65_536).toBeGreaterThanOrEqual(history + length);
  expect((pages - 1) * 65_536).toBeLessThan(history + length);
  // An address is a signed number in the kernel.
  expect(pages * 65_536).toBeLessThan(2 ** 31);
});

it('has twice as many slots as rows, a power of two', () => {
  expect(map.MAX_SLOTS & (map.MAX_SLOTS - 1)).toBe(0);
  expect(map.MAX_SLOTS).toBeGreaterThanOrEqual(2 * map.MAX_ROWS);
});
