/** Makes a pcap stream of frames that come without a timestamp: stamped here, and waiting in bounded memory until they are written. */

/** Bytes that are written in one go. */
export const BATCH = 1 << 18;
/**
 * Batches of records that wait for a slow reader, 64 MiB: half a second of a full gigabit link. What does not fit is lost, and counted.
 * They are used again, the latest first: a new one for each write was garbage of 400 MB before anybody collected it.
 */
export const MAX_BATCHES = 256;

const MAGIC_NANOSECONDS = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** What `cap` sets as snaplen, whatever one wants. */
export const CAP_SNAPLEN = 65_535;

/** By the names that `cap` gives; it writes others as `Unknown linktype 276`. */
const LINK_TYPES: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  RAW: 101,
  LINKTYPE_LINUX_SLL: 113,
  IEEE802_11_RADIO: 127,
};

/** Number of the link type, or undefined for words that are none. */
export function linkTypeOf(name: string): number | undefined {
  const [, digits] = /^Unknown linktype (\d+)$/.exec(name) ?? [];
  return digits === undefined ? LINK_TYPES[name] : Number(digits);
}

/** Writes all of the bytes, then calls back. */
export type WriteAll = (bytes: Uint8Array, done: () => void) => void;

export class CapRecords {
  received = 0;
  /** That did not fit, as the reader was too slow. */
  dropped = 0;
  readonly #write: WriteAll;
  readonly #now: () => number;
  readonly #snaplen: number;
  readonly #waiting: Uint8Array[] = [];
  readonly #spare: Buffer[] = [];
  /** Made so far. */
  #batches = 1;
  #isWriting = false;
  #batch: Buffer = Buffer.allocUnsafeSlow(BATCH);
  #used = FILE_HEADER;
  #drained: (() => void)[] = [];

  /** `now` gives ms since 1970 with their fraction, and never goes back. */
  constructor(linkType: number, snaplen: number, now: () => number, write: WriteAll) {
    this.#snaplen = Math.min(snaplen, CAP_SNAPLEN);
    this.#now = now;
    this.#write = write;
    writeFileHeader(this.#batch, linkType, this.#snaplen);
    this.#flush();
  }

  /** `frame` is valid until this returns. */
  add(frame: Uint8Array): void {
    this.received++;
    const length = Math.min(frame.length, this.#snaplen);
    if (this.#used + RECORD_HEADER + length > BATCH && !this.#turnOver()) {
      this.dropped++;
      return;
    }
    this.#record(frame, length);
    if (!this.#isWriting) this.#flush();
  }

  /** Resolves when everything is written. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isWriting) this.#drained.push(resolve);
      else resolve();
    });
  }

  #record(frame: Uint8Array, length: number): void {
    const time = this.#now();
    const seconds = Math.floor(time / 1000);
    const batch = this.#batch;
    let at = this.#used;
    at = batch.writeUInt32LE(seconds >>> 0, at);
    at = batch.writeUInt32LE(Math.min(999_999_999, Math.round((time - seconds * 1000) * 1e6)), at);
    at = batch.writeUInt32LE(length, at);
    at = batch.writeUInt32LE(frame.length, at);
    batch.set(length === frame.length ? frame : frame.subarray(0, length), at);
    this.#used = at + length;
  }

  /** False when every batch waits: what is at hand has to stay as it is. */
  #turnOver(): boolean {
    let next = this.#spare.pop();
    if (next === undefined) {
      if (this.#batches >= MAX_BATCHES) return false;
      this.#batches++;
      next = Buffer.allocUnsafeSlow(BATCH);
    }
    this.#waiting.push(this.#batch.subarray(0, this.#used));
    this.#batch = next;
    this.#used = 0;
    return true;
  }

  /** What is there is written at once; what comes meanwhile is written together. */
  #flush(): void {
    if (this.#waiting.length === 0 && this.#used > 0) this.#turnOver();
    const next = this.#waiting.shift();
    if (next === undefined) {
      for (const drained of this.#drained.splice(0)) drained();
      return;
    }
    this.#isWriting = true;
    this.#write(next, () => {
      this.#isWriting = false;
      this.#spare.push(Buffer.from(next.buffer));
      this.#flush();
    });
  }
}

function writeFileHeader(header: Buffer, linkType: number, snaplen: number): void {
  header.fill(0, 0, FILE_HEADER);
  header.writeUInt32LE(MAGIC_NANOSECONDS, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(snaplen, 16);
  header.writeUInt32LE(linkType, 20);
}

/** ms by which the calendar may be ahead before the stamps follow it. */
const MAX_LAG = 1000;

/**
 * Stamps that never go back: the calendar as it was at the start, and what has passed since by a clock that is not set. Where the
 * calendar runs ahead of that, as after sleep, they follow it; a calendar that was set back they ignore.
 */
export function stampClock(calendar: () => number, steady: () => number): () => number {
  let origin = calendar() - steady();
  return () => {
    const time = origin + steady();
    const lag = calendar() - time;
    if (lag <= MAX_LAG) return time;
    origin += lag;
    return time + lag;
  };
}
