/** Several inputs as one, frame by frame in the order of their times. An input is open only while its frames can be next. */
import type { Frame } from '../capture/frame.ts';

/** Reads on by one chunk with each step. */
export type Steps = AsyncGenerator<void, void, undefined>;

export interface MergeInput {
  /** Ties go by it. */
  readonly index: number;
  /** ns of the first frame; Infinity where there is none. */
  readonly first: number;
  /** Called when every earlier frame was taken, with `others` inputs still open. Each step gives the frames of a chunk to `frame`. */
  open(frame: (frame: Frame) => void, others: number): Steps;
}

export type TakeFrame = (input: number, frame: Frame) => void;

/**
 * Gives every frame to `take`, and yields after each chunk that was read. Within an input the order is that of the capture, whatever
 * its times. An input that begins at the very time at which another ends follows it.
 */
export async function* mergeFrames(inputs: readonly MergeInput[], take: TakeFrame): Steps {
  const waiting = inputs.toSorted((one, other) => one.first - other.first || one.index - other.index);
  const lanes: Lane[] = [];
  try {
    for (const input of waiting) {
      yield* takeUntil(input.first, lanes, take);
      enter(lanes, new Lane(input, lanes.length, take));
    }
    yield* takeUntil(Number.POSITIVE_INFINITY, lanes, take);
  } finally {
    for (const lane of lanes) await lane.steps.return();
  }
}

/**
 * Takes all frames up to `time`. The lanes are a heap by their next frame; only the first may lack one, either because it is new or
 * because its last was taken. A lane is removed when it has ended.
 */
async function* takeUntil(time: number, lanes: Lane[], take: TakeFrame): Steps {
  while (lanes.length > 0) {
    const lane = lanes[0];
    lane.aloneUntil = lanes.length === 1 ? time : Number.NEGATIVE_INFINITY;
    while (lane.head === undefined && !lane.hasEnded) {
      await lane.step();
      yield;
    }
    if (lane.head === undefined) {
      const last = lanes.pop()!;
      if (lanes.length === 0) return;
      lanes[0] = last;
    }
    settleFirst(lanes);
    if (lanes[0].head!.time > time) return;
    drain(time, lanes, take);
  }
}

/** Takes frames until one lane has no more: only then a chunk that is not read yet could hold an earlier one. */
function drain(time: number, lanes: Lane[], take: TakeFrame): void {
  for (;;) {
    const lane = lanes[0];
    const head = lane.head;
    if (head === undefined || head.time > time) return;
    take(lane.index, head);
    lane.shift();
    if (lane.head !== undefined) settleFirst(lanes);
  }
}

/** Puts a lane whose frames are not known yet in the first place. */
function enter(lanes: Lane[], lane: Lane): void {
  for (let place = lanes.length; place > 0; place = (place - 1) >> 1) lanes[place] = lanes[(place - 1) >> 1];
  lanes[0] = lane;
}

/** Moves the first lane down to its place. */
function settleFirst(lanes: Lane[]): void {
  const lane = lanes[0];
  let place = 0;
  for (let next = 1; next < lanes.length; next = 2 * place + 1) {
    if (next + 1 < lanes.length && lanes[next + 1].precedes(lanes[next])) next++;
    if (!lanes[next].precedes(lane)) break;
    lanes[place] = lanes[next];
    place = next;
  }
  lanes[place] = lane;
}

/** An open input, with the frames of its last chunk that wait for their turn. */
class Lane {
  readonly index: number;
  readonly steps: Steps;
  /** Up to this time no other input has a frame: those of this one need not wait, and are not copied. */
  aloneUntil = Number.NEGATIVE_INFINITY;
  hasEnded = false;
  #frames: Frame[] = [];
  #next = 0;

  constructor(input: MergeInput, others: number, take: TakeFrame) {
    this.index = input.index;
    this.steps = input.open((frame) => {
      if (frame.time <= this.aloneUntil && this.#frames.length === 0) take(this.index, frame);
      else this.#frames.push(frame.copy());
    }, others);
  }

  get head(): Frame | undefined {
    return this.#frames[this.#next];
  }

  shift(): void {
    if (++this.#next < this.#frames.length) return;
    this.#frames = [];
    this.#next = 0;
  }

  async step(): Promise<void> {
    this.hasEnded = (await this.steps.next()).done === true;
  }

  precedes(other: Lane): boolean {
    const ahead = this.head!.time - other.head!.time;
    return ahead < 0 || (ahead === 0 && this.index < other.index);
  }
}
