/** The bytes of a record that began in one chunk and goes on in the next. */

/** What cuts records out of bytes. */
export interface RecordReader {
  /** Reads all whole records in `bytes[start, end)` and returns the offset of the first byte that it left. */
  read(bytes: Uint8Array, start: number, end: number): number;
  /** How many bytes, counted from there, it needs to get on; more than it was given. */
  readonly wanted: number;
}

const FIRST_CAPACITY = 4096;

export class CarryOver {
  #bytes = new Uint8Array(0);
  #length = 0;

  /** Bytes held back. */
  get length(): number {
    return this.#length;
  }

  /** Only records that lie across two chunks are copied; all others are read where they are. */
  push(reader: RecordReader, bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (this.#length > 0 && at < end) {
      const taken = Math.min(reader.wanted - this.#length, end - at);
      this.#append(bytes, at, at + taken);
      at += taken;
      if (this.#length < reader.wanted) return;
      this.#drop(reader.read(this.#bytes, 0, this.#length));
    }
    if (at < end) this.#append(bytes, reader.read(bytes, at, end), end);
  }

  /** The capacity follows the bytes that came, not the length that a header claims. */
  #append(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.#length + end - start;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length, FIRST_CAPACITY));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    if (end - start < SHORT) for (let at = start; at < end; at++) this.#bytes[this.#length + at - start] = bytes[at];
    else this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length = needed;
  }

  #drop(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}

/** Below this a loop is faster than a view (80 ns to create one). */
const SHORT = 48;
