/** SSH by its identification strings (RFC 4253 4.2), and nothing beyond: what is spoken is told, not what is said. */
import { asciiText } from '../bytes/text.ts';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession, Recognition } from './probe.ts';

/** A side's identification string, once a side. */
export interface SshIdentificationObservation extends AnyObservation {
  readonly kind: 'ssh-identification';
  /** `2.0`, or `1.99` of a server that also speaks version 1. */
  readonly version: string;
  /** Software, and comments behind a space, as sent; printable. */
  readonly software: string;
}

/** With CR and LF (RFC 4253 4.2). */
const MAX_IDENTIFICATION = 255;
const PREFIX = 'SSH-';
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const IDENTIFICATION = /^SSH-([12]\.\d{1,2})-(.*)$/;

export const ssh: Probe<SshIdentificationObservation> = {
  name: 'ssh',
  transports: ['tcp'],
  usualPorts: [22],
  recognise,
  open: (_flow, emit) => new SshSession(emit),
};

/** Either side may speak first; lines that a server may send before its identification are not waited for. */
function recognise(head: Uint8Array): Recognition {
  const length = Math.min(head.length, PREFIX.length);
  for (let at = 0; at < length; at++) if (head[at] !== PREFIX.charCodeAt(at)) return 'reject';
  if (head.length < PREFIX.length + 2) return 'more';
  const major = head[PREFIX.length];
  return (major === 0x31 || major === 0x32) && head[PREFIX.length + 1] === 0x2e ? 'match' : 'reject';
}

class SshSession implements ProbeSession {
  readonly #emit: (observation: SshIdentificationObservation) => void;
  readonly #held = [new HeldBytes(), new HeldBytes()] as const;
  readonly #over: [boolean, boolean] = [false, false];

  constructor(emit: (observation: SshIdentificationObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    if (!this.#over[from]) this.#identification(from, bytes, at);
    return this.#over[ORIGINATOR] && this.#over[RESPONDER] ? 'done' : 'continue';
  }

  gap(from: Direction): ProbeAnswer {
    this.#over[from] = true;
    return this.#over[ORIGINATOR] && this.#over[RESPONDER] ? 'done' : 'continue';
  }

  close(): void {}

  #identification(from: Direction, bytes: Uint8Array, at: FrameAt): void {
    const held = this.#held[from];
    const begun = held.at ?? at;
    const head = held.followedBy(bytes).subarray(0, MAX_IDENTIFICATION);
    const end = head.indexOf(LINE_FEED);
    if (end < 0 && head.length < MAX_IDENTIFICATION) {
      held.hold(head, begun);
      return;
    }
    this.#over[from] = true;
    held.clear();
    const parts = IDENTIFICATION.exec(line(head, end < 0 ? head.length : end));
    if (parts) this.#emit({ kind: 'ssh-identification', at: begun, from, version: parts[1], software: parts[2] });
  }
}

/** Up to the CR LF that ends it; some implementations send LF alone. */
function line(bytes: Uint8Array, end: number): string {
  return asciiText(bytes, 0, bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
}
