/** The unfinished end of one direction's stream, held until the rest of its message arrives. */
import type { FrameAt } from '../flow/direction.ts';

export class HeldBytes {
  #bytes = EMPTY;
  #at: FrameAt | undefined;

  get length(): number {
    return this.#bytes.length;
  }

  /** The frame in which what is held began. */
  get at(): FrameAt | undefined {
    return this.#at;
  }

  /** What is held followed by `bytes`: that very view when nothing is held, so that whole messages are never copied. */
  followedBy(bytes: Uint8Array): Uint8Array {
    if (this.#bytes.length === 0) return bytes;
    const joined = new Uint8Array(this.#bytes.length + bytes.length);
    joined.set(this.#bytes);
    joined.set(bytes, this.#bytes.length);
    return joined;
  }

  /** Holds a copy of `bytes`, in place of what was held; `at` is the frame in which they began. */
  hold(bytes: Uint8Array, at: FrameAt): void {
    this.#bytes = bytes.length === 0 ? EMPTY : bytes.slice();
    this.#at = bytes.length === 0 ? undefined : at;
  }

  clear(): void {
    this.#bytes = EMPTY;
    this.#at = undefined;
  }
}

const EMPTY = new Uint8Array(0);
