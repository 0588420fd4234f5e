import { expect, it } from 'vitest';
import { WaitingFrames } from '../../src/evidence/waiting-frames.ts';
import { framesOf, writtenFrames } from '../support/wanted-flow.ts';

const FRAMES = framesOf(Array.from({ length: 6 }, (_, time) => ({ bytes: new Uint8Array(100), time })));

it('what waits holds up what comes behind it, and is decided in any order', () => {
  const { numbers, findings, write } = writtenFrames();
  const frames = new WaitingFrames(write);
  frames.keep(0, FRAMES[0], ['F1']);
  const [second, third] = [frames.wait(0, FRAMES[1]), frames.wait(0, FRAMES[2])];
  frames.keep(0, FRAMES[3], ['F1']);
  expect(numbers).toEqual([1]);
  frames.decide([third], ['F2']);
  expect(numbers).toEqual([1]);
  frames.drop(second);
  expect(numbers).toEqual([1, 3, 4]);
  expect(findings).toEqual([['F1'], ['F2'], ['F1']]);
});

it('a frame keeps its bytes while it waits, whatever becomes of the memory that it was in', () => {
  const kept: number[] = [];
  const frames = new WaitingFrames((_, { bytes, start }) => kept.push(bytes[start]));
  const [frame] = framesOf([{ bytes: Uint8Array.of(7, 8), time: 0 }]);
  const waiting = frames.wait(0, frame);
  frame.bytes.fill(0xee);
  frames.decide([waiting], []);
  expect(kept).toEqual([7]);
});

it('what was not decided at the end is not written', () => {
  const { numbers, write } = writtenFrames();
  const frames = new WaitingFrames(write);
  frames.wait(0, FRAMES[0]);
  frames.keep(0, FRAMES[1], []);
  frames.end();
  expect(numbers).toEqual([2]);
});

it('holds a bounded number of bytes: the oldest is written, and nothing twice', () => {
  const { numbers, write } = writtenFrames();
  const frames = new WaitingFrames(write, 2000);
  const waiting = FRAMES.map((frame) => frames.wait(0, frame));
  expect(numbers).toEqual([1, 2, 3]);
  frames.drop(waiting[0]);
  frames.decide(waiting, []);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
});
