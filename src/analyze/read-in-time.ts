/** Inputs whose beginnings are known as one capture: each is opened when its time has come. */
import type { Frame } from '../capture/frame.ts';
import type { FrameSink } from '../capture/frame-sink.ts';
import type { TimeBase } from '../capture/time-base.ts';
import { FILE_CHUNK } from '../source/file-chunks.ts';
import type { KnownInput } from './look-at-inputs.ts';
import { mergeFrames, type Steps, type TakeFrame } from './merge.ts';

/** Bytes of a piece where very many inputs are read at once. */
const SMALLEST_PIECE = 16 * 1024;

/** Reads an input in pieces of so many bytes. */
export type ReadInput = (index: number, sink: FrameSink, piece: number) => Steps;

/** Gives all frames to `take`. Their times count from `base`, which is that of the frame with which the earliest input begins. */
export function readInTime(inputs: readonly KnownInput[], base: TimeBase, read: ReadInput, take: TakeFrame): Steps {
  startAtEarliest(base, inputs);
  const entries = inputs.map(({ begins }, index) => ({
    index,
    first: begins === undefined ? Number.POSITIVE_INFINITY : Number(begins - base.epoch),
    open: (frame: (frame: Frame) => void, others: number) =>
      read(index, { frame }, Math.max(SMALLEST_PIECE, FILE_CHUNK / (others + 1))),
  }));
  return mergeFrames(entries, take);
}

/** All times are told since the first frame of the input that begins first. */
function startAtEarliest(base: TimeBase, inputs: readonly KnownInput[]): void {
  let first: bigint | undefined;
  for (const { begins } of inputs) if (begins !== undefined && (first === undefined || begins < first)) first = begins;
  if (first !== undefined) base.start(Number(first / 1_000_000_000n), Number(first % 1_000_000_000n));
}
