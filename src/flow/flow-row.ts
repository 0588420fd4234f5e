/**
 * One row of the flow table. Rows live in typed arrays so that a packet costs no allocation: `words` holds what every packet touches,
 * `numbers` the same memory as doubles, `events` what happens once per flow.
 */
import type { FrameAt } from './direction.ts';
import {
  CLOSED_FLAG,
  DATA_ACKED_BIT,
  DATA_BIT,
  IPV6_FLAG,
  PASSED_BIT,
  PLACES,
  SETTLED_FLAG,
  UDP_FLAG,
  WANTED_FLAG,
} from './row-layout.ts';

/** Bits of FLAGS. The two endpoint states (`tcp-state.ts`) take bits 8–10 and 11–13. */
export const FLAG = {
  udp: UDP_FLAG,
  ipv6: IPV6_FLAG,
  /** A probe still wants this flow's payload. */
  wanted: WANTED_FLAG,
  /** No SYN was seen: the flow began before the capture. */
  midStream: 8,
  /** Both sides closed, or one reset. */
  closed: CLOSED_FLAG,
  settled: SETTLED_FLAG,
  /** Payload was seen and no probe recognised it. */
  unrecognised: 64,
  /** The originator was chosen by port, not by a SYN. */
  guessed: 128,
  originatorDataAcked: 1 << DATA_ACKED_BIT,
  responderDataAcked: 2 << DATA_ACKED_BIT,
  /** The SYN or SYN-ACK was resent: no RTT can be told. */
  handshakeResent: 1 << 16,
  /** The first payload of the side was marked. */
  originatorData: 1 << DATA_BIT,
  responderData: 2 << DATA_BIT,
  /** Judged, and its details were let go: it is not judged again. */
  released: 1 << 17,
  /** The server answered in the protocol that was spoken. */
  succeeded: 1 << 18,
  /** Counted among the capture's one-sided, two-sided and mid-stream flows. */
  counted: 1 << 19,
  /** Its details are kept for the report. */
  retained: 1 << 20,
  /** `PASSED` holds for this side. */
  passedOriginator: 1 << PASSED_BIT,
  passedResponder: 2 << PASSED_BIT,
  /** The responder is a proxy: the flow's name is that of a host behind it. */
  proxied: 1 << 26,
  /** Belongs to a documented connection, or is the DNS flow that named one. */
  ofInterest: 1 << 21,
} as const;

/** Bits that belong to the tuple. */
export const KIND = FLAG.udp | FLAG.ipv6;

/** Frame and input in one double: exact for 2^33 frames and 2^20 inputs. */
export function placeOf(input: number, frame: number): number {
  return frame * PLACES + input;
}

/** The frame of a time and a place. */
export function frameAt(time: number, place: number): FrameAt {
  const frame = Math.floor(place / PLACES);
  return { input: place - frame * PLACES, frame, time };
}
