import { expect, it } from 'vitest';
import { contentFrames } from '../../src/detect/content-frames.ts';
import { at, flowFacts, reached, seen } from '../support/flow-facts.ts';

it('are those of what was recognised first, else the first data of each side, else the first', () => {
  const observations = [1, 2, 3].map((second) => seen('http-request', 0, second));
  expect(contentFrames(reached({ observations }))).toEqual([at(1), at(2)]);
  expect(contentFrames(reached())).toEqual([at(0.021), at(0.041)]);
  expect(contentFrames(flowFacts())).toEqual([at(0)]);
});
