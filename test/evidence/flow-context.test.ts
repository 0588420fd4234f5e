import { expect, it } from 'vitest';
import { FlowContext, FRAMES_AROUND, HEAD_FRAMES } from '../../src/evidence/flow-context.ts';
import { WaitingFrames } from '../../src/evidence/waiting-frames.ts';
import { framesOf, wantedFlow, writtenFrames } from '../support/wanted-flow.ts';

const LENGTH = 200;
const FRAMES = framesOf(Array.from({ length: LENGTH }, (_, time) => ({ bytes: new Uint8Array(60), time })));
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at);

function written(evidence: readonly number[], lastTime = LENGTH - 1): number[] {
  const { numbers, write } = writtenFrames();
  const frames = new WaitingFrames(write);
  const context = new FlowContext(wantedFlow({ lastTime }), frames);
  for (const frame of FRAMES) context.take(0, frame, evidence.includes(frame.number));
  frames.end();
  return numbers;
}

it('the head and the end of a flow are written', () => {
  expect(written([])).toEqual([...range(1, HEAD_FRAMES), ...range(LENGTH - FRAMES_AROUND, LENGTH)]);
});

it('so is what is around a frame that proves something', () => {
  const around = range(100 - FRAMES_AROUND, 100 + FRAMES_AROUND);
  expect(written([100])).toEqual([...range(1, HEAD_FRAMES), ...around, ...range(LENGTH - FRAMES_AROUND, LENGTH)]);
});

it('frames that prove something close to each other share what is around them', () => {
  expect(written([100, 103, 108])).toEqual([
    ...range(1, HEAD_FRAMES),
    ...range(100 - FRAMES_AROUND, 108 + FRAMES_AROUND),
    ...range(LENGTH - FRAMES_AROUND, LENGTH),
  ]);
});
