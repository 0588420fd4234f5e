import { expect, it } from 'vitest';
import { atOf } from '../../src/engine/frame-place.ts';

it('names a frame without its time', () => {
  expect(atOf({ input: 2, frame: 9, time: 5 })).toEqual({ input: 2, frame: 9 });
});
