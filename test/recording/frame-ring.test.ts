import { expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { MICROSECONDS } from '../../src/capture/interface-clock.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { frameKey } from '../../src/evidence/wanted.ts';
import {
  FrameRing,
  MAX_SEGMENT_FRAMES,
  RING_BYTES,
  type RingOptions,
  SEGMENT_BYTES,
} from '../../src/recording/frame-ring.ts';
import type { Marks, Span } from '../../src/recording/span.ts';
import { readCapture } from '../support/recording-sink.ts';

const SECOND = 1e9;
const SECTION = { application: 'jamscope 0', comment: 'around F1' };
const NO_MARKS: Marks = new Map();

function ring(options: Partial<RingOptions> = {}) {
  const base = new TimeBase();
  base.start(1_795_361_400, 0);
  const made = new FrameRing({ base, time: 1000 * SECOND, ...options });
  made.sink(0, 'en0').interface!({ linkType: 1, snapLength: 0, unit: MICROSECONDS }, 0, 0);
  return made;
}

function frame(number: number, time: number, length = 100, members: Partial<Frame> = {}): Frame {
  const bytes = new Uint8Array(length).fill(number);
  return Object.assign(new Frame(), {
    number,
    time,
    bytes,
    end: length,
    wireLength: length + 9,
    linkType: 1,
    ...members,
  });
}

function bytesOf({ pieces }: Span): Uint8Array {
  return Buffer.concat(Array.from(pieces as Iterable<Uint8Array>, (piece) => piece.slice()));
}

const read = (span: Span) => readCapture(bytesOf(span));

it('gives a stretch of time as a file, with comments on the frames that are marked', () => {
  const held = ring();
  held.sink(1).process!({ pid: 7, name: 'apsd' }, 0, 0);
  for (let number = 1; number <= 6; number++) {
    held.frame(0, frame(number, number * SECOND, 100, number === 4 ? { comment: 'seen before', direction: 1 } : {}));
  }
  held.frame(1, frame(1, 4.5 * SECOND, 33, { processIndex: 0, linkType: 113 }));
  const marks = new Map([
    [frameKey(0, 3), { time: 0, comments: ['F1 three', 'F2 three'] }],
    [frameKey(0, 4), { time: 0, comments: ['F1 four'] }],
    [frameKey(0, 6), { time: 0, comments: ['F1 six'] }],
  ]);
  const span = held.span(2 * SECOND, 5 * SECOND, marks, SECTION);
  const { reader, frames, sink, base } = read(span);
  expect([reader.complete, base.seconds]).toEqual([true, 1_795_361_402]);
  expect(frames.map(({ bytes, time, comment, wireLength }) => [bytes[0], time / SECOND, comment, wireLength])).toEqual([
    [2, 0, undefined, 109],
    [3, 1, 'F1 three\nF2 three', 109],
    [4, 2, 'seen before\nF1 four', 109],
    [5, 3, undefined, 109],
    [1, 2.5, undefined, 42],
  ]);
  expect([frames[2].direction, frames[4].processIndex, frames[4].linkType]).toEqual([1, 0, 113]);
  expect(sink.interfaces.map(({ name, linkType }) => [name, linkType])).toEqual([
    ['en0', 1],
    [undefined, 113],
  ]);
  expect(span).toMatchObject({ frames: 5, marked: 2, missing: 0 });
});

it('is bounded in bytes: the oldest go, and are counted and missed', () => {
  const held = ring({ bytes: 4 * SEGMENT_BYTES + 700_000 });
  for (let number = 1; number <= 100; number++) held.frame(0, frame(number, number * SECOND, 60_000));
  const { evicted, frames } = held;
  expect([evicted + frames, frames]).toEqual([100, frames]);
  expect(frames * 60_000).toBeLessThan(4 * SEGMENT_BYTES);
  expect(frames * 60_000).toBeGreaterThan(2 * SEGMENT_BYTES);
  const span = held.span(0, 100 * SECOND, NO_MARKS, SECTION);
  expect(span.missing).toBe(evicted * SECOND);
  expect(read(span).frames.map(({ bytes }) => bytes[0])).toEqual(
    Array.from({ length: frames }, (_, at) => evicted + 1 + at),
  );
});

it('is bounded in frames of a segment, and in time', () => {
  const held = ring({ time: 5 * SECOND });
  for (let number = 0; number < 5 * MAX_SEGMENT_FRAMES; number++)
    held.frame(0, frame(number, (number * 10 * SECOND) / MAX_SEGMENT_FRAMES, 1));
  expect(held.frames).toBeLessThan(3 * MAX_SEGMENT_FRAMES);
  expect(held.evicted).toBe(0);
  expect(held.span(0, 1e15, NO_MARKS, SECTION).missing).toBeGreaterThan(20 * SECOND);
  expect(read(held.span(45 * SECOND, 1e15, NO_MARKS, SECTION)).frames.length).toBe(MAX_SEGMENT_FRAMES / 2);
});

it('takes whatever is larger than a segment', () => {
  const held = ring({ bytes: RING_BYTES });
  held.frame(0, frame(1, 0));
  held.frame(0, frame(2, 1, SEGMENT_BYTES + 5));
  held.frame(0, frame(3, 2));
  expect(read(held.span(0, 10, NO_MARKS, SECTION)).reader).toMatchObject({ packets: 3, complete: true });
});

it('stays as it was for who reads it, while it goes on', () => {
  const held = ring({ bytes: 1 });
  const fill = (first: number) => {
    for (let number = first; number < first + 60; number++) held.frame(0, frame(number, number, 40_000));
  };
  fill(1);
  const pieces = held.span(0, 1e9, NO_MARKS, SECTION).pieces as Generator<Uint8Array>;
  const all = [pieces.next().value!.slice()];
  fill(100);
  for (const piece of pieces) all.push(piece.slice());
  const { reader, frames } = readCapture(Buffer.concat(all));
  expect(reader.complete).toBe(true);
  expect(frames.length).toBeGreaterThan(20);
  expect(frames.every(({ bytes }) => bytes[0] <= 60 && bytes.every((byte) => byte === bytes[0]))).toBe(true);
});
