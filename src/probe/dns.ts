/** DNS over UDP and TCP (RFC 1035 4.2, 7766): what was asked and what came back. Who lies, and why, is for detectors. */
import { ByteCursor } from '../bytes/cursor.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import { type DnsExtendedError, type DnsMessage, type DnsRecord, decodeDnsMessage } from '../wire/dns.ts';
import { DNS_TYPE, dnsExtendedErrorName, dnsResponseCodeName, dnsTypeName, isKnownDnsType } from '../wire/dns-codes.ts';
import { decodeDnsName } from '../wire/dns-name.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeFlow, ProbeSession, Recognition } from './probe.ts';

/** Messages read of one flow: a forwarder may ask from one port for days. */
export const MAX_MESSAGES = 4096;
/** Bytes read of one message over TCP; the rest, of a zone transfer say, is passed over. */
export const MAX_TCP_MESSAGE = 16_384;
/** Answers and addresses kept of one response. */
export const MAX_ANSWERS = 64;
/** Extended errors kept of one response. */
export const MAX_EXTENDED_ERRORS = 8;

interface DnsObservation extends AnyObservation {
  readonly id: number;
  /** Of the first question, lower-cased; of the first answer in a response without question; `''` when neither could be read. */
  readonly name: string;
  readonly type: number;
  readonly typeName: string;
  /** Multicast DNS or LLMNR, where silence is the usual answer. */
  readonly multicast: boolean;
}

export interface DnsQueryObservation extends DnsObservation {
  readonly kind: 'dns-query';
}

export interface DnsResponseObservation extends DnsObservation {
  readonly kind: 'dns-response';
  /** With the extension of EDNS. */
  readonly code: number;
  readonly codeName: string;
  readonly authoritative: boolean;
  /** The TC bit: a client asks again over TCP. */
  readonly truncated: boolean;
  /** Each record of the answer section as text: address, target name or text, else its type. */
  readonly answers: readonly string[];
  /** Addresses that answer the question, through its canonical names, hints of HTTPS records included. */
  readonly addresses: readonly string[];
  /** Where the question's name leads, in order (CNAME). */
  readonly canonicalNames: readonly string[];
  readonly extendedErrors: readonly (DnsExtendedError & { readonly name: string })[];
  /** Not all of the message was captured or readable: what is missing proves nothing. */
  readonly cut: boolean;
}

const HEADER_LENGTH = 12;
const LENGTH_PREFIX = 2;
/** Header, the longest name, type and class: with so many bytes the first question must be readable. */
const ENOUGH = HEADER_LENGTH + 255 + 4;
const MIN_QUESTION_LENGTH = 5;
const MIN_RECORD_LENGTH = 11;
/** Larger datagrams are not offered by any resolver (RFC 6891 6.2.5). */
const MAX_DATAGRAM = 4096;
const MULTICAST_PORTS: readonly number[] = [5353, 5355];

export const dns: Probe<DnsQueryObservation | DnsResponseObservation> = {
  name: 'dns',
  transports: ['udp', 'tcp'],
  usualPorts: [53, 5353, 5355],
  recognise: (head, _direction, flow) => (flow.transport === 'udp' ? recogniseDatagram(head) : recogniseStream(head)),
  open: (flow, emit) => new DnsSession(flow, emit),
};

function recogniseDatagram(bytes: Uint8Array): Recognition {
  return isPlausible(bytes, 0, MAX_DATAGRAM) && hasReadableStart(bytes, 0) ? 'match' : 'reject';
}

function recogniseStream(bytes: Uint8Array): Recognition {
  const length = (bytes[0] << 8) | bytes[1];
  if (bytes.length >= LENGTH_PREFIX && length < HEADER_LENGTH) return 'reject';
  if (bytes.length < LENGTH_PREFIX + HEADER_LENGTH) return 'more';
  if (!isPlausible(bytes, LENGTH_PREFIX, length)) return 'reject';
  if (hasReadableStart(bytes, LENGTH_PREFIX)) return 'match';
  return bytes.length - LENGTH_PREFIX < Math.min(length, ENOUGH) ? 'more' : 'reject';
}

/** A header that a standard query or its response may have, in a message of `length` bytes at most. */
function isPlausible(bytes: Uint8Array, start: number, length: number): boolean {
  if (bytes.length < start + HEADER_LENGTH) return false;
  // Byte by byte: nearly every datagram and flow of other protocols comes here.
  const half = (at: number) => (bytes[start + at] << 8) | bytes[start + at + 1];
  const [id, flags, questions, answers] = [half(0), half(2), half(4), half(6)];
  const others = half(8) + half(10);
  const response = (flags & 0x8000) !== 0;
  if ((flags & 0x7840) !== 0) return false; // opcode 0; the Z bit must be zero
  const shortest = HEADER_LENGTH + questions * MIN_QUESTION_LENGTH + (answers + others) * MIN_RECORD_LENGTH;
  if (shortest > length) return false;
  if (!response && (flags & 0xf) !== 0) return false;
  if (questions === 1) return response || answers === 0 || id === 0;
  return id === 0 && questions + answers > 0; // multicast DNS: any number of questions, or answers alone
}

/** The first question (or record, where there is no question) reads well, and is not one of NetBIOS, which shares the format. */
function hasReadableStart(bytes: Uint8Array, start: number): boolean {
  const cursor = new ByteCursor(bytes, start + HEADER_LENGTH);
  const name = decodeDnsName(cursor, start);
  const type = cursor.u16();
  const isMulticastForm = bytes[start] === 0 && bytes[start + 1] === 0;
  const questionClass = cursor.u16() & (isMulticastForm ? 0x7fff : 0xffff);
  if (cursor.overrun || !isKnownDnsType(type) || !CLASSES.includes(questionClass)) return false;
  return type !== DNS_TYPE.SRV || !NETBIOS_NAME.test(name);
}

/** IN, CH, HS, NONE, ANY. */
const CLASSES: readonly number[] = [1, 3, 4, 254, 255];
/** RFC 1001 14.1, lower-cased. Its NBSTAT is the number of SRV; its NB is no DNS type. */
const NETBIOS_NAME = /^[a-p]{32}(\.|$)/;

type Emit = (observation: DnsQueryObservation | DnsResponseObservation) => void;

/** Questions waited for: of a forwarder that asks more at once, the oldest are given up. */
const MAX_OWED = 16;

class DnsSession implements ProbeSession {
  readonly #flow: ProbeFlow;
  readonly #emit: Emit;
  readonly #multicast: boolean;
  /** Of a stream. */
  #held: readonly [HeldBytes, HeldBytes] | undefined;
  #messages = 0;
  /** Ids of questions without an answer; undefined where none is. */
  #owed: number[] | undefined;
  #answered = false;

  constructor(flow: ProbeFlow, emit: Emit) {
    this.#flow = flow;
    this.#emit = emit;
    this.#multicast = MULTICAST_PORTS.includes(flow.originatorPort) || MULTICAST_PORTS.includes(flow.responderPort);
  }

  data(direction: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    if (this.#flow.transport === 'tcp') this.#stream(direction, bytes, at);
    else this.#message(direction, bytes, 0, bytes.length, at);
    return this.#messages < MAX_MESSAGES ? 'continue' : 'done';
  }

  /** Where the next message begins is lost with the bytes. */
  gap(): ProbeAnswer {
    return 'done';
  }

  close(): void {}

  get atRest(): boolean {
    return this.#answered && this.#owed === undefined && !this.#multicast;
  }

  #stream(direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    this.#held ??= [new HeldBytes(), new HeldBytes()];
    const beyond = this.#held[direction].read(bytes, at, (input, offset, begun) => {
      const start = offset + LENGTH_PREFIX;
      const length = (input[offset] << 8) | input[offset + 1];
      const end = start + Math.min(length, MAX_TCP_MESSAGE);
      if (end > input.length) return -1;
      this.#message(direction, input, start, end, begun);
      return start + length;
    });
    if (beyond > 0) this.#flow.skip(direction, beyond);
  }

  #message(from: Direction, bytes: Uint8Array, start: number, end: number, at: FrameAt): void {
    if (this.#messages >= MAX_MESSAGES) return;
    this.#messages++;
    const message = decodeDnsMessage(bytes, start, end);
    if (message?.opcode !== 0) return;
    const { name, type } = message.questions[0] ?? message.answers[0] ?? NO_QUESTION;
    const common = { at, from, id: message.id, name, type, typeName: dnsTypeName(type), multicast: this.#multicast };
    if (message.response) {
      this.#answer(message.id);
      this.#emit({ kind: 'dns-response', ...common, ...responseOf(message, name) });
    } else {
      this.#ask(message.id);
      this.#emit({ kind: 'dns-query', ...common });
    }
  }

  #ask(id: number): void {
    if (this.#owed === undefined) this.#owed = [id];
    else if (!this.#owed.includes(id)) {
      if (this.#owed.length >= MAX_OWED) this.#owed.shift();
      this.#owed.push(id);
    }
  }

  #answer(id: number): void {
    this.#answered = true;
    const rest = this.#owed?.filter((other) => other !== id);
    this.#owed = rest === undefined || rest.length === 0 ? undefined : rest;
  }
}

const NO_QUESTION = { name: '', type: 0 };

function responseOf(message: DnsMessage, name: string): Omit<DnsResponseObservation, keyof DnsObservation> {
  const canonicalNames = followCanonicalNames(message.answers, name);
  return {
    code: message.code,
    codeName: dnsResponseCodeName(message.code),
    authoritative: message.authoritative,
    truncated: message.truncated,
    answers: message.answers.slice(0, MAX_ANSWERS).map(answerText),
    addresses: addressesOf(message.answers, [name, ...canonicalNames]),
    canonicalNames,
    extendedErrors: message.extendedErrors
      .slice(0, MAX_EXTENDED_ERRORS)
      .map((error) => ({ ...error, name: dnsExtendedErrorName(error.code) })),
    cut: message.cut,
  };
}

/** Records may come in any order, and in a circle. */
function followCanonicalNames(answers: readonly DnsRecord[], name: string): string[] {
  const names: string[] = [];
  for (let current = name; names.length < MAX_CANONICAL_NAMES; ) {
    const alias = answers.find((record) => record.type === DNS_TYPE.CNAME && record.name === current);
    if (alias?.target === undefined || alias.target === name || names.includes(alias.target)) break;
    current = alias.target;
    names.push(current);
  }
  return names;
}

const MAX_CANONICAL_NAMES = 16;

function addressesOf(answers: readonly DnsRecord[], names: readonly string[]): string[] {
  const addresses: string[] = [];
  for (const record of answers) {
    if (!names.includes(record.name)) continue;
    if (record.address !== undefined) addresses.push(record.address);
    if (record.addresses) addresses.push(...record.addresses);
  }
  return addresses.slice(0, MAX_ANSWERS);
}

function answerText(record: DnsRecord): string {
  const value = record.address ?? record.target ?? record.text ?? dnsTypeName(record.type);
  return record.addresses?.length ? `${value} ${record.addresses.join(' ')}` : value;
}
