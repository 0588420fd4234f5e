import { expect, test } from 'vitest';
import { DIRECTION_IN, Frame } from '../../src/capture/frame.ts';

test('clearing the metadata brings back a new frame and leaves the rest', () => {
  const frame = new Frame();
  Object.assign(frame, { direction: DIRECTION_IN, dropCount: 3, comment: 'x', processIndex: 0 });
  Object.assign(frame, { effectiveProcessIndex: 1, dropReason: 7, dropLine: 9, dropFunction: 'f' });
  Object.assign(frame, { number: 5, time: 8 });
  frame.clearMetadata();
  expect(frame).toEqual(Object.assign(new Frame(), { number: 5, time: 8 }));
});

test('a process is named by either index', () => {
  const named = (indexes: object) => Object.assign(new Frame(), indexes).namesProcess;
  expect([named({}), named({ processIndex: 0 }), named({ effectiveProcessIndex: 4 })]).toEqual([false, true, true]);
});
