/** SSH up to its encryption: identification strings (RFC 4253 4.2), key exchange (7), and a disconnect before it (11.1). */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  agreeOnSsh,
  decodeSshKeyExchangeInit,
  SSH_MESSAGE,
  SSH_PACKET_HEADER,
  type SshKeyExchangeInit,
  sshDisconnectName,
  sshPacketLength,
} from '../wire/ssh.ts';
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

/** A side's KEXINIT, once a side: what it offers, best first. */
export interface SshKeyExchangeInitObservation extends AnyObservation {
  readonly kind: 'ssh-key-exchange-init';
  readonly keyExchange: readonly string[];
  readonly hostKeys: readonly string[];
}

/** Both offers were seen: what follows from them. `undefined` is where they have nothing in common, and the server gives up. */
export interface SshAgreementObservation extends AnyObservation {
  readonly kind: 'ssh-agreement';
  readonly keyExchange: string | undefined;
  readonly hostKey: string | undefined;
  /** From client to server. */
  readonly cipher: string | undefined;
}

/** The side sends encrypted from here: it has done its part of the key exchange. */
export interface SshNewKeysObservation extends AnyObservation {
  readonly kind: 'ssh-new-keys';
}

/** A side ended the flow before encryption. */
export interface SshDisconnectObservation extends AnyObservation {
  readonly kind: 'ssh-disconnect';
  readonly code: number;
  /** Such as `key-exchange-failed`. */
  readonly codeName: string;
}

export type SshObservation =
  | SshIdentificationObservation
  | SshKeyExchangeInitObservation
  | SshAgreementObservation
  | SshNewKeysObservation
  | SshDisconnectObservation;

/** With CR and LF (RFC 4253 4.2). */
const MAX_IDENTIFICATION = 255;
/** Bytes of both sides that are looked at: a key exchange takes 8 kB, the largest groups a few more. */
export const MAX_SSH_BYTES = 65_536;

const PREFIX = 'SSH-';
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const IDENTIFICATION = /^SSH-([12]\.\d{1,2})-(.*)$/;

export const ssh: Probe<SshObservation> = {
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

/** What one side has said so far. `packets` follow its identification, `over` its last word in clear. */
class Side {
  readonly held = new HeldBytes();
  phase: 'identification' | 'packets' | 'over' = 'identification';
  offer: SshKeyExchangeInit | undefined;
}

class SshSession implements ProbeSession {
  readonly #emit: (observation: SshObservation) => void;
  readonly #sides = [new Side(), new Side()] as const;
  #bytes = 0;
  #disconnected = false;

  constructor(emit: (observation: SshObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.#bytes += bytes.length;
    const side = this.#sides[from];
    if (side.phase !== 'over') this.#read(from, side, bytes, at);
    return this.#answer();
  }

  /** Where the next packet begins is lost with the bytes. */
  gap(from: Direction, missing: number): ProbeAnswer {
    this.#bytes += missing;
    this.#sides[from].phase = 'over';
    return this.#answer();
  }

  close(): void {}

  #answer(): ProbeAnswer {
    const over = this.#sides[ORIGINATOR].phase === 'over' && this.#sides[RESPONDER].phase === 'over';
    return over || this.#disconnected || this.#bytes >= MAX_SSH_BYTES ? 'done' : 'continue';
  }

  #read(from: Direction, side: Side, bytes: Uint8Array, at: FrameAt): void {
    const input = side.held.followedBy(bytes);
    let begun = side.held.at ?? at;
    let offset = 0;
    while (side.phase !== 'over') {
      const isLine = side.phase === 'identification';
      const next = isLine ? this.#line(from, input, begun) : this.#packet(from, side, input, offset, begun);
      if (next < 0) break;
      offset = next;
      begun = at;
    }
    if (side.phase === 'over') side.held.clear();
    else side.held.hold(input.subarray(offset), begun);
  }

  /** The offset behind the identification string, -1 where it is not all there. */
  #line(from: Direction, input: Uint8Array, at: FrameAt): number {
    const side = this.#sides[from];
    const head = input.subarray(0, MAX_IDENTIFICATION);
    const feed = head.indexOf(LINE_FEED);
    if (feed < 0 && head.length < MAX_IDENTIFICATION) return WAIT;
    const parts = feed < 0 ? null : IDENTIFICATION.exec(line(head, feed));
    side.phase = parts !== null && SPEAKS_VERSION_2.has(parts[1]) ? 'packets' : 'over';
    if (parts) this.#emit({ kind: 'ssh-identification', at, from, version: parts[1], software: parts[2] });
    return feed + 1;
  }

  /** The offset behind the packet at `offset`, -1 where it is not all there. */
  #packet(from: Direction, side: Side, input: Uint8Array, offset: number, at: FrameAt): number {
    if (input.length - offset < SSH_PACKET_HEADER) return WAIT;
    const length = sshPacketLength(input, offset);
    if (length < 0) side.phase = 'over';
    if (length < 0 || offset + length > input.length) return WAIT;
    const body = offset + SSH_PACKET_HEADER;
    const end = offset + length - input[offset + PADDING_LENGTH_AT];
    this.#message(from, side, input[offset + MESSAGE_AT], input, body, end, at);
    return offset + length;
  }

  #message(
    from: Direction,
    side: Side,
    type: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    at: FrameAt,
  ): void {
    if (type === SSH_MESSAGE.newKeys) {
      side.phase = 'over';
      this.#emit({ kind: 'ssh-new-keys', at, from });
    } else if (type === SSH_MESSAGE.disconnect) {
      const code = new ByteCursor(bytes, start, end).u32();
      this.#disconnected = true;
      this.#emit({ kind: 'ssh-disconnect', at, from, code, codeName: sshDisconnectName(code) });
    } else if (type === SSH_MESSAGE.keyExchangeInit && side.offer === undefined) {
      this.#offer(from, side, decodeSshKeyExchangeInit(bytes, start, end), at);
    }
  }

  #offer(from: Direction, side: Side, offer: SshKeyExchangeInit | undefined, at: FrameAt): void {
    if (offer === undefined) return;
    side.offer = offer;
    const { keyExchange, hostKeys } = offer;
    this.#emit({ kind: 'ssh-key-exchange-init', at, from, keyExchange, hostKeys });
    const [client, server] = this.#sides;
    if (client.offer && server.offer)
      this.#emit({ kind: 'ssh-agreement', at, from, ...agreeOnSsh(client.offer, server.offer) });
  }
}

/** RFC 4253 5.1. */
const SPEAKS_VERSION_2: ReadonlySet<string> = new Set(['2.0', '1.99']);
const WAIT = -1;
const PADDING_LENGTH_AT = 4;
const MESSAGE_AT = 5;

/** Up to the CR LF that ends it; some implementations send LF alone. */
function line(bytes: Uint8Array, end: number): string {
  return asciiText(bytes, 0, bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
}
