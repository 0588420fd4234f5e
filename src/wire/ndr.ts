/** Reads stub data in NDR (C706 14) or NDR64 ([MS-RPCE] 2.2.5), whose pointers and counts have 8 bytes. */
import { ByteCursor } from '../bytes/cursor.ts';
import { UUID_LENGTH, uuidText } from './uuid.ts';

export class NdrReader {
  readonly cursor: ByteCursor;
  readonly #start: number;
  readonly #littleEndian: boolean;
  readonly #wide: boolean;

  /** Alignment counts from `start`. */
  constructor(bytes: Uint8Array, start: number, end: number, littleEndian: boolean, wide: boolean) {
    this.cursor = new ByteCursor(bytes, start, end);
    this.#start = start;
    this.#littleEndian = littleEndian;
    this.#wide = wide;
  }

  get overrun(): boolean {
    return this.cursor.overrun;
  }

  align(size: number): void {
    this.cursor.skip((this.#start - this.cursor.position) & (size - 1));
  }

  u16(): number {
    this.align(2);
    return this.#littleEndian ? this.cursor.u16le() : this.cursor.u16();
  }

  u32(): number {
    this.align(4);
    return this.#littleEndian ? this.cursor.u32le() : this.cursor.u32();
  }

  /** A pointer's referent, or an array's count; what does not fit into 32 bits is too large for any stub, and says so. */
  size(): number {
    if (!this.#wide) return this.u32();
    this.align(8);
    const [first, second] = [this.u32(), this.u32()];
    const [low, high] = this.#littleEndian ? [first, second] : [second, first];
    return high === 0 ? low : TOO_LARGE;
  }

  uuid(): string {
    this.align(4);
    const at = this.cursor.position;
    this.cursor.skip(UUID_LENGTH);
    return this.cursor.overrun ? '' : (uuidText(this.cursor.bytes, at, this.#littleEndian) ?? '');
  }
}

const TOO_LARGE = 0xffffffff;
