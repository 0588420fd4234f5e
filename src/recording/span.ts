/** A stretch of time of a capture, from wherever its frames are kept. */
import type { SectionDescription } from '../capture/pcapng-writer.ts';

/** A frame that gets comments. */
export interface Mark {
  readonly comments: readonly string[];
  /** ns since the capture's first packet. */
  readonly time: number;
}

/** By `frameKey`. */
export type Marks = ReadonlyMap<number, Mark>;

/** The stretch as a pcapng file. */
export interface Span {
  /** The file's bytes, each piece valid until the next. */
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Grow with the pieces: packets, and how many of them got comments. */
  frames: number;
  marked: number;
  /** ns at the front of the stretch that were gone already; 0 when all is there. Known when the pieces have come. */
  readonly missing: number;
}

export interface SpanSource {
  /** The frames from `from` to `to`, ns since the capture's first packet. */
  span(from: number, to: number, marks: Marks, section: SectionDescription): Span;
}
