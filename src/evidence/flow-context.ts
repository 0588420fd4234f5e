/** Which frames of a wanted flow are written: how it began, how it ended, and what is around each frame that proves something. */
import type { Frame } from '../capture/frame.ts';
import type { WaitingFrame, WaitingFrames } from './waiting-frames.ts';
import type { WantedFlow } from './wanted.ts';

/** Frames from the start of a flow: the handshakes of TCP and TLS, and the first question. */
export const HEAD_FRAMES = 32;
/** Frames in front of and behind one that proves something, or that is the flow's last. */
export const FRAMES_AROUND = 4;

export class FlowContext {
  readonly #flow: WantedFlow;
  readonly #frames: WaitingFrames;
  #seen = 0;
  /** Frames that are still to be written because of one in front of them. */
  #behind = 0;
  /** At most `FRAMES_AROUND`: written when one that proves something follows. */
  #before: WaitingFrame[] = [];

  constructor(flow: WantedFlow, frames: WaitingFrames) {
    this.#flow = flow;
    this.#frames = frames;
  }

  /** A frame of the flow. */
  take(input: number, frame: Frame, isEvidence: boolean): void {
    const { findings, lastTime } = this.#flow;
    this.#seen++;
    if (isEvidence || frame.time >= lastTime) {
      this.#frames.decide(this.#before, findings);
      this.#before = [];
      this.#behind = FRAMES_AROUND;
    } else if (this.#seen > HEAD_FRAMES && this.#behind-- <= 0) {
      this.#wait(input, frame);
      return;
    }
    this.#frames.keep(input, frame, findings);
  }

  #wait(input: number, frame: Frame): void {
    this.#before.push(this.#frames.wait(input, frame));
    if (this.#before.length > FRAMES_AROUND) this.#frames.drop(this.#before.shift()!);
  }
}
