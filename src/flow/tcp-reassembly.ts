/** TCP reassembly (RFC 9293 3.4): the segments of one direction -> its bytes in order. */
import type { FrameAt } from './direction.ts';

/** Bytes that one direction may hold while it waits for a missing segment. */
export const MAX_PENDING_BYTES = 256 * 1024;
/** Segments that it may hold; one that fills several holes at once counts as many. */
export const MAX_PENDING_SEGMENTS = 512;
/** Bytes that all streams of a budget may hold. */
const MAX_TOTAL_PENDING_BYTES = 64 * 1024 * 1024;
/** The same of a capture that goes on: what waits while packets are dropped in masses waits in vain. */
export const MAX_LIVE_PENDING_BYTES = 8 * 1024 * 1024;
/** The largest window of RFC 7323 2.3: what lies further ahead belongs to no stream that could be followed. */
const MAX_WINDOW = 2 ** 30;
/** What a held segment costs besides its bytes. */
export const SEGMENT_OVERHEAD = 128;

/** Receives a stream in order. `false`: nothing further is wanted. */
export interface StreamSink {
  /** The view is valid until the call returns; `at` is the frame that carried it. */
  data(bytes: Uint8Array, at: FrameAt): boolean;
  /** `missing` bytes were never captured; `at` is the frame behind them, or the one whose payload the snaplen cut. */
  gap(missing: number, at: FrameAt): boolean;
}

/** What the streams of a capture hold together. */
export class PendingBudget {
  readonly limit: number;
  bytes = 0;
  /** Gaps declared because a bound bit, while the missing segment might still have come. */
  forcedGaps = 0;

  constructor(limit = MAX_TOTAL_PENDING_BYTES) {
    this.limit = limit;
  }
}

interface PendingSegment {
  readonly position: number;
  readonly end: number;
  /** Shorter than `end - position` when the snaplen cut it. */
  readonly bytes: Uint8Array;
  readonly at: FrameAt;
}

/**
 * One direction of a flow. Of overlapping copies the first captured wins, and each byte is delivered once.
 *
 * A gap is declared only when a bound bites or on `flush`, never because a later acknowledgement tells that the segment
 * arrived: below the bounds any order, duplication or re-segmentation gives the same stream.
 */
export class TcpStream {
  readonly #budget: PendingBudget;
  /** Sorted and free of overlap, all ahead of `#next`. */
  readonly #pending: PendingSegment[] = [];
  #pendingCost = 0;
  /** Position in the stream (not modulo 2^32) of the next byte to deliver. */
  #next = 0;
  /** The latest sequence number seen, as a signed number, and its position: they unwrap those that follow. */
  #anchorSequence = 0;
  #anchorPosition = 0;
  #isStarted = false;
  #isStopped = false;

  constructor(budget: PendingBudget) {
    this.#budget = budget;
  }

  /** A sink has said that nothing further is wanted, or the stream was closed. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** The SYN's sequence number, which the SYN itself consumes. Without it the first segment is the stream's origin. */
  start(initialSequence: number): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#anchorSequence = (initialSequence + 1) | 0;
  }

  /**
   * The segment lies behind what was delivered or skipped: `segment` would do nothing with it, and its frame need not be
   * known.
   */
  hasPassed(sequence: number, wireLength: number): boolean {
    if (!this.#isStarted) return false;
    const ahead = (sequence - this.#anchorSequence) | 0;
    const position = this.#anchorPosition + ahead;
    if (ahead > MAX_WINDOW || position + wireLength > this.#next) return false;
    if (ahead > 0) {
      this.#anchorPosition = position;
      this.#anchorSequence = sequence | 0;
    }
    return true;
  }

  /**
   * The sequence number (signed) in front of which nothing more is wanted; undefined when bytes that come next are. Not further
   * ahead than sequence numbers can be told apart: `hasPassed` must see a segment in between.
   */
  get passed(): number | undefined {
    const ahead = this.#next - this.#anchorPosition;
    return this.#isStarted && ahead > 0 ? (this.#anchorSequence + Math.min(ahead, MAX_WINDOW / 2)) | 0 : undefined;
  }

  /**
   * Bytes in front of `sequence` were not delivered yet. One number of grace: a FIN takes one without a byte (RFC 9293 3.4).
   */
  isBehind(sequence: number): boolean {
    if (!this.#isStarted || this.#isStopped) return false;
    const ahead = (sequence - this.#anchorSequence) | 0;
    return ahead <= MAX_WINDOW && this.#anchorPosition + ahead > this.#next + 1;
  }

  /**
   * The payload `bytes[offset, offset + length)` whose first byte has the number `sequence` (in a SYN one more than the
   * header's). When the snaplen left fewer than `wireLength` bytes, a gap stands for the rest.
   */
  segment(
    sequence: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    wireLength: number,
    at: FrameAt,
    sink: StreamSink,
  ): void {
    if (this.#isStopped || wireLength <= 0) return;
    if (!this.#isStarted) this.start(sequence - 1);
    const ahead = (sequence - this.#anchorSequence) | 0;
    if (ahead > MAX_WINDOW) return;
    const position = this.#anchorPosition + ahead;
    if (ahead > 0) {
      this.#anchorPosition = position;
      this.#anchorSequence = sequence | 0;
    }
    const end = position + wireLength;
    if (end <= this.#next) return; // resent, or inside a skipped range
    if (position > this.#next && this.#hold(position, end, bytes, offset, length, at, sink)) return;
    if (this.#isStopped) return;
    // Where it overlaps what is held, the held copy is the first.
    const overlapsHeld = this.#pending.length > 0 && end > this.#pending[0].position;
    if (overlapsHeld) this.#insert(position, end, bytes, offset, length, at);
    else this.#deliver(position, end, bytes, offset, length, at, sink);
    if (this.#pending.length > 0) this.#drain(sink);
  }

  /**
   * The next `count` bytes are not wanted: counted from the end of the bytes given to the running `data` call, else from
   * the end of what was delivered. Whether they were captured does not matter then, so no gap is declared for them.
   */
  skip(count: number): void {
    if (count > 0) this.#next += count;
  }

  /** The missing segments will not come: declares the gaps and delivers what waits behind them. */
  flush(sink: StreamSink): void {
    while (this.#pending.length > 0) this.#passGap(sink);
  }

  /** Drops what is held; nothing is delivered any more. */
  close(): void {
    this.#isStopped = true;
    this.#pending.length = 0;
    this.#charge(-this.#pendingCost);
  }

  /** Delivers what of the segment lies behind `#next`: up to `length` bytes, then a gap for what the snaplen cut. */
  #deliver(
    position: number,
    end: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    at: FrameAt,
    sink: StreamSink,
  ): void {
    if (position > this.#next) this.#gap(position, at, sink);
    const seen = this.#next - position;
    if (seen < length && !this.#isStopped) {
      this.#next = position + length;
      const isWhole = seen === 0 && offset === 0 && length === bytes.length;
      if (!sink.data(isWhole ? bytes : bytes.subarray(offset + seen, offset + length), at)) this.close();
    }
    if (end > this.#next) this.#gap(end, at, sink);
  }

  #gap(position: number, at: FrameAt, sink: StreamSink): void {
    if (this.#isStopped) return;
    const missing = position - this.#next;
    this.#next = position;
    if (!sink.gap(missing, at)) this.close();
  }

  /** Delivers the held segments that follow without a hole. */
  #drain(sink: StreamSink): void {
    const pending = this.#pending;
    let count = 0;
    let cost = 0;
    for (; count < pending.length && pending[count].position <= this.#next; count++) {
      const { position, end, bytes, at } = pending[count];
      cost += bytes.length + SEGMENT_OVERHEAD;
      if (end > this.#next) this.#deliver(position, end, bytes, 0, bytes.length, at, sink);
    }
    if (this.#isStopped) return;
    pending.splice(0, count);
    this.#charge(-cost);
  }

  /** Gives up what is missing in front of the first held segment. */
  #passGap(sink: StreamSink): void {
    const first = this.#pending[0];
    if (first.position > this.#next) this.#gap(first.position, first.at, sink);
    this.#drain(sink);
  }

  /**
   * Keeps a copy until the bytes in front of it arrive, and answers whether it did. Where a bound bites, gaps are declared
   * from the front until there is room; false says that the segment is to be delivered now.
   */
  #hold(
    position: number,
    end: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    at: FrameAt,
    sink: StreamSink,
  ): boolean {
    while (!this.#hasRoom(length + SEGMENT_OVERHEAD)) {
      this.#budget.forcedGaps++;
      if (this.#pending.length === 0) return false;
      this.#passGap(sink);
      if (this.#isStopped) return true;
    }
    if (position <= this.#next) return end <= this.#next;
    this.#insert(position, end, bytes, offset, length, at);
    return true;
  }

  #hasRoom(cost: number): boolean {
    return (
      this.#pending.length < MAX_PENDING_SEGMENTS &&
      this.#pendingCost + cost <= MAX_PENDING_BYTES &&
      this.#budget.bytes + cost <= this.#budget.limit
    );
  }

  /** Copies those parts that no held segment covers. */
  #insert(position: number, end: number, bytes: Uint8Array, offset: number, length: number, at: FrameAt): void {
    const pending = this.#pending;
    let index = pending.length;
    while (index > 0 && pending[index - 1].end > position) index--;
    for (let from = position; from < end; index++) {
      const following = pending[index];
      const to = following === undefined ? end : Math.min(end, following.position);
      if (to > from) {
        const start = offset + Math.min(from - position, length);
        // Not `slice`, which on a `Buffer` copies nothing.
        const part = new Uint8Array(bytes.subarray(start, offset + Math.min(to - position, length)));
        pending.splice(index, 0, { position: from, end: to, bytes: part, at });
        this.#charge(part.length + SEGMENT_OVERHEAD);
        from = to;
      } else {
        from = following.end;
      }
    }
  }

  #charge(cost: number): void {
    this.#pendingCost += cost;
    this.#budget.bytes += cost;
  }
}
