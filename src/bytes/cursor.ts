/**
 * Reads numbers and views from bytes that nobody vouches for.
 *
 * Reading past the end yields zeros and sets `overrun`; a decoder reads straight through and checks it once.
 * Shifts on a `Uint8Array` were measured at 8 ns a read, a fresh `DataView` at 80-230 ns.
 */
export class ByteCursor {
  readonly bytes: Uint8Array;
  /** Offset into `bytes` of the next read. */
  position: number;
  /** Offset into `bytes` after the last readable byte. */
  readonly end: number;
  /** A read went past the end: what was decoded since is not to be trusted. */
  overrun = false;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = start;
    this.end = Math.min(end, bytes.length);
  }

  get remaining(): number {
    return this.end - this.position;
  }

  u8(): number {
    if (this.position >= this.end) return this.#past();
    return this.bytes[this.position++];
  }

  u16(): number {
    const at = this.#advance(2);
    return at < 0 ? 0 : (this.bytes[at] << 8) | this.bytes[at + 1];
  }

  u24(): number {
    const at = this.#advance(3);
    return at < 0 ? 0 : (this.bytes[at] << 16) | (this.bytes[at + 1] << 8) | this.bytes[at + 2];
  }

  u32(): number {
    const at = this.#advance(4);
    if (at < 0) return 0;
    const b = this.bytes;
    return ((b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]) >>> 0;
  }

  u16le(): number {
    const at = this.#advance(2);
    return at < 0 ? 0 : this.bytes[at] | (this.bytes[at + 1] << 8);
  }

  u32le(): number {
    const at = this.#advance(4);
    if (at < 0) return 0;
    const b = this.bytes;
    return (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24)) >>> 0;
  }

  /** A view of the next `length` bytes, valid as long as the bytes below it; empty with `overrun` when they do not reach. */
  take(length: number): Uint8Array {
    const at = this.#advance(length);
    return at < 0 ? EMPTY : this.bytes.subarray(at, at + length);
  }

  /** A cursor over the next `length` bytes, which this cursor passes over; it starts overrun when they do not reach. */
  nested(length: number): ByteCursor {
    const at = this.#advance(length);
    const inner = new ByteCursor(this.bytes, Math.max(at, 0), at < 0 ? 0 : at + length);
    inner.overrun = at < 0;
    return inner;
  }

  skip(length: number): void {
    this.#advance(length);
  }

  #advance(length: number): number {
    const at = this.position;
    if (length < 0 || length > this.end - at) {
      this.#past();
      return -1;
    }
    this.position = at + length;
    return at;
  }

  #past(): number {
    this.overrun = true;
    this.position = this.end;
    return 0;
  }
}

const EMPTY = new Uint8Array(0);
