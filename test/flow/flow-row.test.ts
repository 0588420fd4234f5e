import { expect, it } from 'vitest';
import * as row from '../../src/flow/flow-row.ts';

it('has its doubles where its words have a hole for them', () => {
  const words = [row.PORTS, row.FLAGS, row.NEXT_SEQUENCE, row.PACKETS, row.NOTED, row.SIGNATURE, row.ID, row.HOP_LIMIT];
  const doubles = [row.BYTES, row.BYTES + 1, row.LAST_TIME, row.LAST_PLACE];
  for (const double of doubles) expect(words.filter((word) => word >> 1 === double)).toEqual([]);
  expect(Math.max(...doubles)).toBeLessThan(row.ROW_NUMBERS);
});

it('has a bit for each flag, beside those of the endpoint states', () => {
  const flags = Object.values(row.FLAG);
  expect(new Set(flags).size).toBe(flags.length);
  for (const flag of flags) expect([flag & (flag - 1), flag & 0x3f00]).toEqual([0, 0]);
});

it.each([
  [0, 1],
  [3, 812],
  [1048575, 2 ** 33 - 1],
])('keeps input %i and frame %i in one number', (input, frame) => {
  expect(row.frameAt(9, row.placeOf(input, frame))).toEqual({ input, frame, time: 9 });
});
