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

  /**
   * Reads what is held and `bytes` behind it, message by message. `step` says where the next one begins, behind the bytes at hand perhaps,
   * or -1 for more: then the rest is held. Returns the number of bytes behind those at hand that are to be passed over.
   */
  read(bytes: Uint8Array, at: FrameAt, step: (input: Uint8Array, offset: number, begun: FrameAt) => number): number {
    const input = this.followedBy(bytes);
    let begun = this.#at ?? at;
    let offset = 0;
    while (offset < input.length) {
      const next = step(input, offset, begun);
      if (next < 0) break;
      offset = next;
      begun = at;
    }
    this.hold(input.subarray(offset), begun);
    return Math.max(0, offset - input.length);
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
