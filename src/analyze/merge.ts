/** Several inputs as one, frame by frame in the order of their times; ties go by the order of the inputs. */
import { Frame } from '../capture/frame.ts';
import type { FrameSink } from '../capture/frame-sink.ts';

/** Collects the frames of one chunk, with copies of their bytes: the chunk is gone when their turn comes. */
export class FrameQueue implements FrameSink {
  #frames: Frame[] = [];
  #next = 0;

  frame(frame: Frame): void {
    const copy = Object.assign(new Frame(), frame);
    copy.bytes = frame.bytes.slice(frame.start, frame.end);
    copy.start = 0;
    copy.end = copy.bytes.length;
    this.#frames.push(copy);
  }

  get head(): Frame | undefined {
    return this.#frames[this.#next];
  }

  shift(): void {
    if (++this.#next < this.#frames.length) return;
    this.#frames = [];
    this.#next = 0;
  }
}

export interface MergeInput {
  readonly index: number;
  readonly queue: FrameQueue;
  /** Reads on by one chunk: frames arrive in `queue`. */
  readonly steps: AsyncGenerator<void, void, undefined>;
}

/** Gives every frame to `take`, and yields after each chunk that was read. */
export async function* mergeFrames(
  inputs: readonly MergeInput[],
  take: (input: number, frame: Frame) => void,
): AsyncGenerator<void, void, undefined> {
  const open = new Set(inputs);
  for (;;) {
    for (const input of open) {
      while (input.queue.head === undefined && open.has(input)) {
        if ((await input.steps.next()).done && input.queue.head === undefined) open.delete(input);
        yield;
      }
    }
    if (open.size === 0) return;
    drain(open, take);
  }
}

/** Takes frames until one queue is empty: only then a chunk that is not read yet could hold an earlier one. */
function drain(open: ReadonlySet<MergeInput>, take: (input: number, frame: Frame) => void): void {
  for (;;) {
    let first: MergeInput | undefined;
    for (const input of open) {
      if (input.queue.head === undefined) return;
      if (first === undefined || input.queue.head.time < first.queue.head!.time) first = input;
    }
    if (first === undefined) return;
    take(first.index, first.queue.head!);
    first.queue.shift();
  }
}
