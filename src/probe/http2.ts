/** HTTP/2 in clear text with prior knowledge: its preface, the first SETTINGS of both sides (RFC 9113 3.4), nothing beyond. */
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession, Recognition } from './probe.ts';

/** The client's first bytes. */
export interface Http2PrefaceObservation extends AnyObservation {
  readonly kind: 'http2-preface';
}

/** A side's first frame: of the server, that it speaks HTTP/2. */
export interface Http2SettingsObservation extends AnyObservation {
  readonly kind: 'http2-settings';
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
/** Length (3), type, flags, stream (4): RFC 9113 4.1. */
const FRAME_HEADER = 9;
/** The last byte of the length, and the type behind it; all others are zero in the frames that begin. */
const LENGTH_OFFSET = 2;
const TYPE_OFFSET = 3;
const SETTINGS = 4;
/** Identifier and value (6.5.1). */
const SETTING = 6;
/** Those that IANA has assigned, and as many that it has not. */
const MAX_SETTINGS = 32;

export const http2: Probe<Http2PrefaceObservation | Http2SettingsObservation> = {
  name: 'http2',
  transports: ['tcp'],
  usualPorts: [80, 2197],
  recognise,
  open: (_flow, emit) => new Http2Session(emit),
};

/** A server may speak first; its settings count when they are more than none, which would be nine bytes almost all zero. */
function recognise(head: Uint8Array): Recognition {
  if (head.length > 0 && head[0] !== PREFACE.charCodeAt(0)) return recogniseSettings(head);
  const length = Math.min(head.length, PREFACE.length);
  for (let at = 0; at < length; at++) if (head[at] !== PREFACE.charCodeAt(at)) return 'reject';
  return length === PREFACE.length ? 'match' : 'more';
}

function recogniseSettings(head: Uint8Array): Recognition {
  // The first byte of so small a length: nearly every flow of other protocols goes here.
  if (head[0] !== 0) return 'reject';
  const settings = settingsLength(head, 0);
  if (settings === undefined || settings === 0) return 'reject';
  if (head.length < FRAME_HEADER + 2) return 'more';
  const identifier = (head[FRAME_HEADER] << 8) | head[FRAME_HEADER + 1];
  return identifier > 0 && identifier <= MAX_SETTINGS ? 'match' : 'reject';
}

/** Of the SETTINGS frame that begins, `undefined` where none can; a header that is cut counts with what is there. */
function settingsLength(bytes: Uint8Array, at: number): number | undefined {
  const { length } = bytes;
  if (length > at + TYPE_OFFSET && bytes[at + TYPE_OFFSET] !== SETTINGS) return undefined;
  for (let offset = 0; offset < FRAME_HEADER && at + offset < length; offset++) {
    if (offset !== LENGTH_OFFSET && offset !== TYPE_OFFSET && bytes[at + offset] !== 0) return undefined;
  }
  const low = length > at + LENGTH_OFFSET ? bytes[at + LENGTH_OFFSET] : SETTING;
  return low % SETTING === 0 && low <= MAX_SETTINGS * SETTING ? low : undefined;
}

class Http2Session implements ProbeSession {
  readonly #emit: (observation: Http2PrefaceObservation | Http2SettingsObservation) => void;
  readonly #held = [new HeldBytes(), new HeldBytes()] as const;
  readonly #over: [boolean, boolean] = [false, false];

  constructor(emit: (observation: Http2PrefaceObservation | Http2SettingsObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    if (!this.#over[from]) this.#first(from, bytes, at);
    return this.#answer();
  }

  gap(from: Direction): ProbeAnswer {
    this.#over[from] = true;
    return this.#answer();
  }

  close(): void {}

  /** The server's word is the last that is wanted. */
  #answer(): ProbeAnswer {
    return this.#over[RESPONDER] ? 'done' : 'continue';
  }

  #first(from: Direction, bytes: Uint8Array, at: FrameAt): void {
    const held = this.#held[from];
    const begun = held.at ?? at;
    const input = held.followedBy(bytes);
    const start = from === ORIGINATOR ? PREFACE.length : 0;
    if (held.length < start && input.length >= start && start > 0)
      this.#emit({ kind: 'http2-preface', at: begun, from });
    if (input.length < start + FRAME_HEADER) {
      held.hold(input, begun);
      return;
    }
    this.#over[from] = true;
    held.clear();
    if (settingsLength(input, start) !== undefined) this.#emit({ kind: 'http2-settings', at: begun, from });
  }
}
