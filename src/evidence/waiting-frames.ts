/** Frames on their way into the file: what is not decided yet waits, and what comes behind it waits too, so that the order is kept. */
import type { Frame } from '../capture/frame.ts';

/** Bytes that may wait. Beyond, the frame that waits longest is written, whether it belongs there or not. */
export const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** What a frame takes beside its bytes. */
const FRAME_COST = 512;

/** `findings`: ids of those that it is context of. */
export type WriteFrame = (input: number, frame: Frame, findings: readonly string[]) => void;

export interface WaitingFrame {
  readonly input: number;
  readonly frame: Frame;
  /** Of no finding while it waits. */
  findings: readonly string[];
  kept: boolean;
}

export class WaitingFrames {
  readonly #write: WriteFrame;
  readonly #frames = new Set<WaitingFrame>();
  readonly #most: number;
  #bytes = 0;

  constructor(write: WriteFrame, most = MAX_WAITING_BYTES) {
    this.#write = write;
    this.#most = most;
  }

  /** A frame that is written, when its turn comes. */
  keep(input: number, frame: Frame, findings: readonly string[]): void {
    if (this.#frames.size === 0) this.#write(input, frame, findings);
    else this.#add(input, frame, findings, true);
  }

  /** A frame of which it is not known yet. */
  wait(input: number, frame: Frame): WaitingFrame {
    return this.#add(input, frame, [], false);
  }

  /** They belong into the file after all. */
  decide(frames: readonly WaitingFrame[], findings: readonly string[]): void {
    for (const frame of frames) if (!frame.kept) Object.assign(frame, { findings, kept: true });
    this.#flush(0);
  }

  drop(frame: WaitingFrame): void {
    if (frame.kept || !this.#frames.delete(frame)) return;
    this.#bytes -= costOf(frame.frame);
    this.#flush(0);
  }

  /** Nothing follows: what was not decided is not written. */
  end(): void {
    for (const frame of this.#frames) if (!frame.kept) this.#frames.delete(frame);
    this.#flush(0);
  }

  #add(input: number, frame: Frame, findings: readonly string[], kept: boolean): WaitingFrame {
    const waiting = { input, frame: frame.copy(), findings, kept };
    this.#frames.add(waiting);
    this.#bytes += costOf(waiting.frame);
    this.#flush(this.#bytes - this.#most);
    return waiting;
  }

  /** Writes from the front up to the first that is not decided, and goes on while there are more than `excess` bytes too many. */
  #flush(excess: number): void {
    let over = excess;
    for (const waiting of this.#frames) {
      if (!waiting.kept && over <= 0) return;
      waiting.kept = true;
      this.#frames.delete(waiting);
      this.#bytes -= costOf(waiting.frame);
      over -= costOf(waiting.frame);
      this.#write(waiting.input, waiting.frame, waiting.findings);
    }
  }
}

function costOf({ bytes }: Frame): number {
  return bytes.length + FRAME_COST;
}
