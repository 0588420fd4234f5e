import { expect, it } from 'vitest';
import { frameAt, placeOf } from '../../src/flow/flow-row.ts';

it.each([
  [0, 1],
  [3, 812],
  [1048575, 2 ** 33 - 1],
])('keeps input %i and frame %i in one number', (input, frame) => {
  expect(frameAt(9, placeOf(input, frame))).toEqual({ input, frame, time: 9 });
});
