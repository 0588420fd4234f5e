/** Which limits follow from what is tested with the snapshot; here: the figures beside them. */
import { expect, it } from 'vitest';
import { captureFactsOf } from '../../src/engine/capture-facts.ts';
import { Directions } from '../../src/engine/directions.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { WHOLE_INPUT } from '../support/engine-run.ts';

const judged = { directions: new Directions(), unreadErrors: new Set<string>() };
const counts = { packets: 9, firstTime: 0, lastTime: 5e9, cutFrames: 0, cutTo: 0 };
const facts = (input: object, more: object = {}) =>
  captureFactsOf([{ ...WHOLE_INPUT, ...input }], { ...counts, ...more }, judged, new FlowTable(), String);

it('what a recorder lost limits in two ways, what its kernel threw away in one', () => {
  expect([...facts({ dropped: 4 }).limits]).toEqual(['lossy', 'dropped-by-kernel']);
  expect([...facts({ kernelDrops: { packets: 1, frames: [3], places: [] } }).limits]).toEqual(['dropped-by-kernel']);
});

it('tells how short packets were cut', () => {
  const { limits, packets, cutPackets, cutTo } = facts({}, { cutFrames: 4, cutTo: 96 });
  expect([[...limits], packets, cutPackets, cutTo]).toEqual([['snaplen-cut'], 9, 4, 96]);
});

it('has no time where nothing was captured', () => {
  const { startedAt, lastTime } = facts({}, { packets: 0, firstTime: Number.POSITIVE_INFINITY });
  expect([startedAt, lastTime]).toEqual([undefined, 0]);
});
