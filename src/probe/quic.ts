/**
 * QUIC: the hellos in its Initial packets, which are encrypted with keys that anybody can derive (RFC 9001 5.2).
 * What follows them cannot be read, so the flow is left alone once both hellos are there. About 150 µs a flow, nearly
 * all of it in `node:crypto`.
 */
import { ByteCursor } from '../bytes/cursor.ts';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { CryptoStream } from '../wire/crypto-stream.ts';
import { HANDSHAKE_HEADER_LENGTH } from '../wire/handshake-buffer.ts';
import { decodeInitialFrames, type QuicFrame } from '../wire/quic-frames.ts';
import {
  decodeQuicLongHeader,
  deriveInitialKeys,
  type InitialKeys,
  isKnownQuicVersion,
  negotiatedVersions,
  openInitial,
  type QuicLongHeader,
} from '../wire/quic-initial.ts';
import { HANDSHAKE } from '../wire/tls-names.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeFlow, ProbeSession, Recognition } from './probe.ts';
import { clientHellos, serverHellos } from './tls.ts';
import type { TlsClientHelloObservation, TlsServerHelloObservation } from './tls-observations.ts';

/** A side's first Initial packet. */
export interface QuicInitialObservation extends AnyObservation {
  readonly kind: 'quic-initial';
  /** 1, 0x6b3343cf for version 2, 0xff00001d for draft 29. */
  readonly version: number;
  readonly destinationIdLength: number;
}

/** The server does not speak the client's version. */
export interface QuicVersionNegotiationObservation extends AnyObservation {
  readonly kind: 'quic-version-negotiation';
  readonly versions: readonly number[];
}

/** The server wants the client's address proven. */
export interface QuicRetryObservation extends AnyObservation {
  readonly kind: 'quic-retry';
}

/** The handshake was given up; 0x0100 plus a TLS alert's code stands for that alert. */
export interface QuicCloseObservation extends AnyObservation {
  readonly kind: 'quic-close';
  readonly errorCode: number;
}

export type QuicObservation =
  | QuicInitialObservation
  | QuicVersionNegotiationObservation
  | QuicRetryObservation
  | QuicCloseObservation
  | TlsClientHelloObservation
  | TlsServerHelloObservation;

/** Datagrams looked at before a flow is left alone: hellos need two, a handshake that fails repeats its first. */
export const MAX_QUIC_DATAGRAMS = 32;

/** Attempts at opening packets, each of which costs a decryption. */
const MAX_ATTEMPTS = 64;

/** Observations of one flow, which a hostile one might repeat at will. */
const MAX_QUIC_OBSERVATIONS = 32;

/** Packets that share a datagram. */
const MAX_PACKETS = 8;

export const quic: Probe<QuicObservation> = {
  name: 'quic',
  transports: ['udp'],
  usualPorts: [443],
  recognise,
  open: (_flow, emit) => new QuicSession(emit),
};

/** A long header of a known version whose lengths fit the datagram, or a version negotiation. */
function recognise(head: Uint8Array, _direction: Direction, _flow: ProbeFlow): Recognition {
  const packet = decodeQuicLongHeader(new ByteCursor(head));
  if (packet === undefined) return 'reject';
  if (packet.type === 'version-negotiation') return isNegotiation(head, packet) ? 'match' : 'reject';
  return isKnownQuicVersion(packet.version) && packet.destinationId.length + packet.sourceId.length > 0
    ? 'match'
    : 'reject';
}

/** Whole numbers of versions, at least one that we know or that is reserved for greasing (0x?a?a?a?a). */
function isNegotiation(head: Uint8Array, packet: QuicLongHeader): boolean {
  if ((packet.end - packet.body) % 4 !== 0) return false;
  return negotiatedVersions(head, packet).some(isKnownQuicVersion);
}

class QuicSide {
  readonly stream = new CryptoStream();
  keys: InitialKeys | undefined;
  seen = false;
  helloRead = false;
}

class QuicSession implements ProbeSession {
  readonly #emit: (observation: QuicObservation) => void;
  readonly #sides: readonly [QuicSide, QuicSide] = [new QuicSide(), new QuicSide()];
  #datagrams = 0;
  #attempts = 0;
  #told = 0;

  constructor(emit: (observation: QuicObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, datagram: Uint8Array, at: FrameAt): ProbeAnswer {
    const cursor = new ByteCursor(datagram);
    for (let packets = 0; packets < MAX_PACKETS && cursor.remaining > 0; packets++) {
      const packet = decodeQuicLongHeader(cursor);
      if (packet === undefined) break;
      this.#packet(from, datagram, packet, at);
    }
    const bothRead = this.#sides[ORIGINATOR].helloRead && this.#sides[RESPONDER].helloRead;
    return bothRead || ++this.#datagrams >= MAX_QUIC_DATAGRAMS ? 'done' : 'continue';
  }

  gap(): ProbeAnswer {
    return 'continue';
  }

  close(): void {}

  #packet(from: Direction, datagram: Uint8Array, packet: QuicLongHeader, at: FrameAt): void {
    if (packet.type === 'initial') this.#initial(from, datagram, packet, at);
    else if (packet.type === 'retry') this.#tell({ kind: 'quic-retry', from, at });
    else if (packet.type === 'version-negotiation') {
      this.#tell({ kind: 'quic-version-negotiation', from, at, versions: negotiatedVersions(datagram, packet) });
    }
  }

  #initial(from: Direction, datagram: Uint8Array, packet: QuicLongHeader, at: FrameAt): void {
    const side = this.#sides[from];
    if (!side.seen) {
      const { version, destinationId } = packet;
      this.#tell({ kind: 'quic-initial', from, at, version, destinationIdLength: destinationId.length });
      side.seen = true;
    }
    if (side.helloRead) return;
    const payload = this.#open(from, datagram, packet);
    if (payload === undefined) return;
    for (const frame of decodeInitialFrames(payload)) this.#frame(side, from, frame, at);
    this.#readHello(side, from, at);
  }

  /**
   * With the keys in use; else with those that this packet's own destination id gives, which is the client's first
   * packet, or its first after a Retry or in another version (RFC 9001 5.2).
   */
  #open(from: Direction, datagram: Uint8Array, packet: QuicLongHeader): Uint8Array | undefined {
    if (this.#attempts++ >= MAX_ATTEMPTS) return undefined;
    const keys = this.#sides[from].keys;
    const payload = keys && openInitial(datagram, packet, keys);
    if (payload !== undefined) return payload;
    const client = deriveInitialKeys(packet.version, packet.destinationId, 'client');
    const opened = client && openInitial(datagram, packet, client);
    if (opened === undefined) return undefined;
    this.#sides[from].keys = client;
    this.#sides[from === ORIGINATOR ? RESPONDER : ORIGINATOR].keys = deriveInitialKeys(
      packet.version,
      packet.destinationId,
      'server',
    );
    return opened;
  }

  #frame(side: QuicSide, from: Direction, frame: QuicFrame, at: FrameAt): void {
    if (frame.type === 'crypto') side.stream.add(frame.offset, frame.data);
    else this.#tell({ kind: 'quic-close', from, at, errorCode: frame.errorCode });
  }

  #tell(observation: QuicObservation): void {
    if (this.#told++ < MAX_QUIC_OBSERVATIONS) this.#emit(observation);
  }

  /** The first message of either side is its hello. */
  #readHello(side: QuicSide, from: Direction, at: FrameAt): void {
    const bytes = side.stream.contiguous;
    if (bytes.length < HANDSHAKE_HEADER_LENGTH) return;
    const end = HANDSHAKE_HEADER_LENGTH + ((bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
    if (bytes.length < end) return;
    side.helloRead = true;
    if (bytes[0] === HANDSHAKE.clientHello) this.#clientHello(bytes, end, from, at);
    else if (bytes[0] === HANDSHAKE.serverHello) this.#serverHello(bytes, end, from, at);
  }

  #clientHello(bytes: Uint8Array, end: number, from: Direction, at: FrameAt): void {
    const hello = clientHellos.read(bytes, HANDSHAKE_HEADER_LENGTH, end);
    if (hello) this.#tell({ kind: 'tls-client-hello', from, at, hello, recordVersion: 0, again: false });
  }

  #serverHello(bytes: Uint8Array, end: number, from: Direction, at: FrameAt): void {
    const hello = serverHellos.read(bytes, HANDSHAKE_HEADER_LENGTH, end);
    if (hello) this.#tell({ kind: 'tls-server-hello', from, at, hello, resumed: hello.pskSelected });
  }
}
