/**
 * TLS over TCP, SSL 3.0 to TLS 1.3: records -> handshake messages -> observations (RFC 8446, RFC 5246).
 * Encrypted records are followed by their headers only, their bodies skipped, so that later alerts are seen at little
 * cost. Measured with hellos and certificates that are known: 5 µs for a whole conversation of TLS 1.3 in 8 segments,
 * 9 µs for TLS 1.2, half of it comparing the certificate; a session holds 0.9 kB. Spreading `from` and `at` into each
 * observation instead of writing them out cost as much again.
 */
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { CertificateStore } from '../wire/certificate-store.ts';
import { HandshakeBuffer } from '../wire/handshake-buffer.ts';
import { HelloStore } from '../wire/hello-store.ts';
import { decodeCertificateMessage, decodeCertificateRequest } from '../wire/tls-certificate.ts';
import { type ClientHello, clientHelloKey, decodeClientHello, helloSessionId } from '../wire/tls-client-hello.ts';
import { HANDSHAKE, TLS_VERSION } from '../wire/tls-names.ts';
import { RECORD } from '../wire/tls-record.ts';
import { decodeServerHello, type ServerHello, serverHelloKey } from '../wire/tls-server-hello.ts';
import type { Certificate } from '../wire/x509.ts';
import type { Probe, ProbeAnswer, ProbeFlow, ProbeSession } from './probe.ts';
import type { TlsFault, TlsObservation } from './tls-observations.ts';
import { recogniseTls } from './tls-recognise.ts';
import { type TlsRecordSink, TlsRecordStream } from './tls-record-stream.ts';

/** Encrypted records told of, a direction: a server's flight has up to 6, a client's with certificate 4. */
export const MAX_PROTECTED = 8;

/** Encrypted alerts told of beyond those, a direction. */
export const MAX_LATE_ALERTS = 4;

/** Observations of one flow, after which it is left alone: only hostile flows come near. */
export const MAX_TLS_OBSERVATIONS = 128;

/** Distinct hellos kept at a time: clients times names. */
const MAX_HELLOS = 2048;

/** Caches of pure results: they outlive a capture, and what is read does not depend on what they hold. */
export const clientHellos = new HelloStore(decodeClientHello, clientHelloKey, MAX_HELLOS);
export const serverHellos = new HelloStore(decodeServerHello, serverHelloKey, MAX_HELLOS);
const certificates = new CertificateStore();

export const tls: Probe<TlsObservation> = {
  name: 'tls',
  transports: ['tcp'],
  usualPorts: [443, 8443, 5223, 2197, 636, 3269, 6514, 465],
  recognise: (head) => recogniseTls(head),
  open: (flow, emit) => new TlsSession(flow, emit),
};

/** What both sides together have shown so far. */
class TlsSession implements ProbeSession {
  client: Direction | undefined;
  clientHello: ClientHello | undefined;
  serverHello: ServerHello | undefined;
  /** Copy of what the client offered. */
  sessionId: Uint8Array | undefined;
  /** The server went through a handshake of its own instead of resuming one (up to TLS 1.2). */
  helloDone = false;
  /** TLS 1.3: the client has answered the server's flight with more than an alert. */
  clientAnswered = false;
  established = false;
  /** Frame of the running call. */
  at: FrameAt = { input: 0, frame: 0, time: 0 };
  readonly #emit: (observation: TlsObservation) => void;
  readonly #sides: readonly [TlsSide, TlsSide];
  #told = 0;

  constructor(flow: ProbeFlow, emit: (observation: TlsObservation) => void) {
    this.#emit = emit;
    this.#sides = [new TlsSide(this, flow, ORIGINATOR), new TlsSide(this, flow, RESPONDER)];
  }

  data(direction: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.at = at;
    this.#sides[direction].records.data(bytes, at);
    return this.#answer();
  }

  gap(direction: Direction, missing: number, at: FrameAt): ProbeAnswer {
    this.at = at;
    this.#sides[direction].lose(missing);
    return this.#answer();
  }

  close(): void {
    for (const side of this.#sides) side.messages.clear();
  }

  tell(observation: TlsObservation): void {
    if (this.#told++ < MAX_TLS_OBSERVATIONS) this.#emit(observation);
  }

  other(direction: Direction): TlsSide {
    return this.#sides[direction === ORIGINATOR ? RESPONDER : ORIGINATOR];
  }

  /** As negotiated; before that is known, as offered. Draft numbers are TLS 1.3. */
  get isTls13(): boolean {
    return (this.serverHello?.version ?? this.clientHello?.highestVersion ?? 0) >= TLS_VERSION.tls13;
  }

  /** TLS 1.3 shows nothing more once it is established, as even alerts look like data: such flows are left alone from there. */
  #answer(): ProbeAnswer {
    return (this.established && this.isTls13) || this.#told >= MAX_TLS_OBSERVATIONS ? 'done' : 'continue';
  }
}

/** What one side says. */
class TlsSide implements TlsRecordSink {
  readonly records = new TlsRecordStream(this);
  readonly messages = new HandshakeBuffer();
  protectedRecords = 0;
  /** Encrypted Finished (up to TLS 1.2). */
  finished = false;
  /** A record of application data too long to be an alert. */
  spoke = false;
  readonly #session: TlsSession;
  readonly #flow: ProbeFlow;
  readonly #from: Direction;
  #lateAlerts = 0;
  /** Bytes were missing or made no sense: further contradictions are no news. */
  #damaged = false;

  constructor(session: TlsSession, flow: ProbeFlow, from: Direction) {
    this.#session = session;
    this.#flow = flow;
    this.#from = from;
  }

  lose(missing: number): void {
    this.#session.tell({ kind: 'tls-gap', from: this.#from, at: this.#session.at, missing });
    this.#damaged = true;
    this.messages.clear();
    this.records.lose();
  }

  skip(length: number): void {
    this.#flow.skip(this.#from, length);
  }

  alert(level: number, code: number): void {
    this.#session.tell({ kind: 'tls-alert', from: this.#from, at: this.#session.at, level, code });
  }

  changeCipherSpec(): void {
    this.#session.tell({ kind: 'tls-change-cipher-spec', from: this.#from, at: this.#session.at });
  }

  sslv2Hello(hello: ClientHello): void {
    const session = this.#session;
    session.client = this.#from;
    session.clientHello = hello;
    const recordVersion = TLS_VERSION.ssl2;
    session.tell({ kind: 'tls-client-hello', from: this.#from, at: session.at, hello, recordVersion, again: false });
  }

  /** Without a hello the flow was joined midway, and this is the middle of a record. */
  noRecord(): void {
    if (this.#session.client !== undefined) this.#malformed('record-header');
  }

  protected(recordType: number, length: number): void {
    if (this.#session.established && this.#session.isTls13) return;
    const index = this.protectedRecords++;
    if (index < MAX_PROTECTED || (recordType === RECORD.alert && this.#lateAlerts++ < MAX_LATE_ALERTS)) {
      const { at } = this.#session;
      this.#session.tell({ kind: 'tls-protected-record', from: this.#from, at, recordType, length, index });
    }
    if (!this.#session.established && this.#establishes(recordType, length)) this.#establish();
  }

  #establishes(recordType: number, length: number): boolean {
    const session = this.#session;
    const other = session.other(this.#from);
    const data = recordType === RECORD.applicationData && !isAlertSized(length);
    this.finished ||= recordType === RECORD.handshake;
    this.spoke ||= data;
    if (session.client === undefined || !session.isTls13) {
      return (this.finished && other.finished) || (this.spoke && other.spoke);
    }
    if (this.#from !== session.client) return session.clientAnswered && data;
    // Before the server's flight a client sends early data, which answers nothing.
    session.clientAnswered ||= data && other.protectedRecords > 0;
    return false;
  }

  #establish(): void {
    const session = this.#session;
    const hello = session.serverHello;
    session.established = true;
    const resumed = session.isTls13 ? hello?.pskSelected : hello && !session.helloDone;
    session.tell({ kind: 'tls-established', from: this.#from, at: session.at, resumed });
  }

  handshake(bytes: Uint8Array, start: number, end: number): boolean {
    const readable = this.messages.feed(bytes, start, end, (type, message, body, bodyEnd) => {
      const seen = this.#message(type, message, body, bodyEnd);
      if (typeof seen === 'string') this.#malformed(seen);
      else this.#session.tell(seen);
    });
    if (readable) return true;
    this.messages.clear();
    this.#malformed('handshake-length');
    return false;
  }

  #message(type: number, bytes: Uint8Array, start: number, end: number): TlsObservation | TlsFault {
    switch (type) {
      case HANDSHAKE.clientHello:
        return this.#clientHello(bytes, start, end);
      case HANDSHAKE.serverHello:
        return this.#serverHello(bytes, start, end);
      case HANDSHAKE.certificate:
        return this.#certificates(bytes, start, end);
      case HANDSHAKE.certificateRequest:
        return this.#certificateRequest(bytes, start, end);
      default:
        this.#session.helloDone ||= type === HANDSHAKE.serverHelloDone;
        return { kind: 'tls-handshake', from: this.#from, at: this.#session.at, type, length: end - start + 4 };
    }
  }

  #clientHello(bytes: Uint8Array, start: number, end: number): TlsObservation | TlsFault {
    const session = this.#session;
    const hello = clientHellos.read(bytes, start, end);
    if (hello === undefined) return 'client-hello';
    session.client = this.#from;
    session.clientHello = hello;
    session.sessionId = hello.sessionIdLength > 0 ? helloSessionId(bytes, start, end).slice() : undefined;
    const again = session.serverHello?.helloRetryRequest === true;
    const recordVersion = this.records.version;
    return { kind: 'tls-client-hello', from: this.#from, at: session.at, hello, recordVersion, again };
  }

  #serverHello(bytes: Uint8Array, start: number, end: number): TlsObservation | TlsFault {
    const session = this.#session;
    const hello = serverHellos.read(bytes, start, end);
    if (hello === undefined) return 'server-hello';
    session.client = this.#from === ORIGINATOR ? RESPONDER : ORIGINATOR;
    session.serverHello = hello;
    const repeated = sameId(session.sessionId, helloSessionId(bytes, start, end));
    const resumed = session.isTls13 ? hello.pskSelected : repeated;
    return { kind: 'tls-server-hello', from: this.#from, at: session.at, hello, resumed };
  }

  #certificateRequest(bytes: Uint8Array, start: number, end: number): TlsObservation | TlsFault {
    const version = this.#session.serverHello?.version ?? TLS_VERSION.tls12;
    const request = decodeCertificateRequest(bytes, start, end, version);
    if (request === undefined) return 'certificate-request';
    return { kind: 'tls-certificate-request', from: this.#from, at: this.#session.at, request };
  }

  #certificates(bytes: Uint8Array, start: number, end: number): TlsObservation | TlsFault {
    const spans = decodeCertificateMessage(bytes, start, end);
    if (spans === undefined) return 'certificates';
    const chain: Certificate[] = [];
    for (const span of spans) {
      const certificate = certificates.read(bytes, span.start, span.end);
      if (certificate !== undefined) chain.push(certificate);
    }
    const { at } = this.#session;
    return {
      kind: 'tls-certificates',
      from: this.#from,
      at,
      certificates: chain,
      unreadable: spans.length - chain.length,
    };
  }

  #malformed(reason: TlsFault): void {
    if (this.#damaged) return;
    this.#damaged = true;
    this.#session.tell({ kind: 'malformed', protocol: 'tls', from: this.#from, at: this.#session.at, reason });
  }
}

/** The server repeats the session id that the client offered: it resumes (RFC 5246 7.4.1.3, RFC 5077 3.4). */
function sameId(offered: Uint8Array | undefined, answered: Uint8Array): boolean {
  return offered?.length === answered.length && offered.every((byte, index) => byte === answered[index]);
}

/** 2 bytes of alert, 1 of type, 16 of tag (8 with CCM_8); Java pads by 16. */
function isAlertSized(length: number): boolean {
  return length === 19 || length === 35 || length === 11;
}
