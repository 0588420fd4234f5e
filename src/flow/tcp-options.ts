/** What the options of a TCP header say (RFC 9293 3.2, RFC 7323, RFC 2018), and how a row of the flow table keeps those of a SYN. */
import type { PacketView } from '../wire/packet-view.ts';
import type { Direction } from './direction.ts';
import { OPTIONS, OPTIONS_SEEN, ROW_WORDS, WINDOWS } from './row-layout.ts';

/** Of a SYN or SYN-ACK. A proxy in the path that answers for many servers answers them all alike. */
export interface TcpOptions {
  /** The window field, bytes. */
  readonly window: number;
  /** Maximum segment size, bytes. */
  readonly mss: number | undefined;
  /** Shift count. */
  readonly windowScale: number | undefined;
  readonly sackPermitted: boolean;
  readonly timestamps: boolean;
}

const KIND = { end: 0, noOperation: 1, mss: 2, windowScale: 3, sackPermitted: 4, sack: 5, timestamps: 8 } as const;
const FIXED_HEADER = 20;

// A word: MSS in bits 0–15, shift count in 16–19, and these.
const HAS_MSS = 1 << 20;
const HAS_SCALE = 1 << 21;
const SACK_PERMITTED = 1 << 22;
const TIMESTAMPS = 1 << 23;
const MAX_SCALE = 14;

/** Keeps the options of a SYN in its flow's row. */
export function keepOptions(words: Int32Array, row: number, direction: Direction, view: PacketView): void {
  const at = row * ROW_WORDS;
  words[at + OPTIONS + direction] = packed(view);
  words[at + WINDOWS] |= view.window << (16 * direction);
}

/** `undefined`: the side's SYN was not seen. */
export function optionsOf(words: Int32Array, row: number, direction: Direction): TcpOptions | undefined {
  const kept = words[row * ROW_WORDS + OPTIONS + direction];
  if (kept === 0) return undefined;
  return {
    window: (words[row * ROW_WORDS + WINDOWS] >>> (16 * direction)) & 0xffff,
    mss: kept & HAS_MSS ? kept & 0xffff : undefined,
    windowScale: kept & HAS_SCALE ? (kept >>> 16) & 0xf : undefined,
    sackPermitted: (kept & SACK_PERMITTED) !== 0,
    timestamps: (kept & TIMESTAMPS) !== 0,
  };
}

/** The segment acknowledges bytes behind a hole (RFC 2018 3). */
export function acknowledgesSelectively(view: PacketView): boolean {
  return hasOption(view, KIND.sack);
}

/** The segment has the Timestamps option (RFC 7323 3). */
export function hasTimestamps(view: PacketView): boolean {
  return hasOption(view, KIND.timestamps);
}

function hasOption(view: PacketView, wanted: number): boolean {
  let found = false;
  eachOption(view, (kind) => {
    found ||= kind === wanted;
  });
  return found;
}

function packed(view: PacketView): number {
  let word = OPTIONS_SEEN;
  eachOption(view, (kind, at, length) => {
    const { bytes } = view;
    if (kind === KIND.mss && length === 4) word |= HAS_MSS | (bytes[at + 2] << 8) | bytes[at + 3];
    // A larger count is to be read as 14 (RFC 7323 2.3).
    else if (kind === KIND.windowScale && length === 3) word |= HAS_SCALE | (Math.min(bytes[at + 2], MAX_SCALE) << 16);
    else if (kind === KIND.sackPermitted) word |= SACK_PERMITTED;
    else if (kind === KIND.timestamps) word |= TIMESTAMPS;
  });
  return word;
}

/** Calls back for every option that was captured whole; one whose length makes no sense ends the list. */
function eachOption(view: PacketView, tell: (kind: number, at: number, length: number) => void): void {
  const { bytes, transportOffset, payloadOffset } = view;
  for (let at = transportOffset + FIXED_HEADER; at < payloadOffset; ) {
    const kind = bytes[at];
    if (kind === KIND.end) return;
    const length = kind === KIND.noOperation ? 1 : bytes[at + 1];
    if (length < 1 || (length < 2 && kind !== KIND.noOperation) || at + length > payloadOffset) return;
    tell(kind, at, length);
    at += length;
  }
}
