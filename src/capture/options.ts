/** The options at the end of most pcapng blocks (draft-ietf-opsawg-pcapng 3.5): walked in place, without an object each. */
import type { Block } from './block.ts';

/** Codes that every block shares. */
export const OPTION_END = 0;
export const OPTION_COMMENT = 1;

const OPTION_HEADER = 4;

export class OptionWalk {
  code = 0;
  /** Offset of the value. */
  start = 0;
  /** Offset after the value, padding not counted. */
  end = 0;
  /** An option reached beyond its block; the walk ended there. */
  malformed = false;
  #block: Block | undefined;
  #next = 0;

  /** Begins at `at`; whatever `malformed` said of an earlier walk is forgotten. */
  open(block: Block, at: number): void {
    this.#block = block;
    this.#next = at;
    this.malformed = false;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Moves to the next option; false at the end. */
  next(): boolean {
    const block = this.#block!;
    const at = this.#next;
    if (block.end - at < OPTION_HEADER) return false;
    this.code = block.u16(at);
    if (this.code === OPTION_END) return false;
    this.start = at + OPTION_HEADER;
    this.end = this.start + block.u16(at + 2);
    this.malformed = this.end > block.end;
    this.#next = this.start + padded(this.end - this.start);
    return !this.malformed;
  }
}

/** Values are padded to 32 bits. */
export function padded(length: number): number {
  return (length + 3) & ~3;
}
