/** memcached over TCP, text and binary: commands and what came of them, until there is enough of both. */
import { asciiText } from '../bytes/text.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import {
  decodeMemcachedHeader,
  MEMCACHED_HEADER_LENGTH,
  type MemcachedHeader,
  matchMemcachedBinary,
  memcachedStatus,
} from '../wire/memcached-binary.ts';
import { decodeMemcachedLine, MAX_MEMCACHED_LINE, matchMemcachedText } from '../wire/memcached-text.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { AnyObservation, Probe } from './probe.ts';

/** A command, without its key. */
export interface MemcachedRequestObservation extends AnyObservation {
  readonly kind: 'memcached-request';
  readonly encoding: 'text' | 'binary';
  /** Such as `get`, in the words of the text protocol. */
  readonly command: string;
  /** Of `sasl_auth`, which only the binary protocol has. */
  readonly saslMechanism: string | undefined;
}

/** What the server answered: it speaks the protocol, whatever it says. The same several times in a row is told once. */
export interface MemcachedResponseObservation extends AnyObservation {
  readonly kind: 'memcached-response';
  readonly encoding: 'text' | 'binary';
  /** The first word of the text, such as `STORED`, `number` for a number; or the status in words, such as `key not found`. */
  readonly result: string;
  /** The server could not do it, or would not: a missing key is no error. */
  readonly isError: boolean;
  /** Of the answer to `version`. */
  readonly version: string | undefined;
}

export type MemcachedObservation = MemcachedRequestObservation | MemcachedResponseObservation;

/** Observations of one flow, after which it is left alone: what comes is more of the same. */
export const MAX_MEMCACHED_OBSERVATIONS = 32;
/** Messages read of one flow: `stats` alone answers with a hundred. */
export const MAX_MEMCACHED_MESSAGES = 512;
/** Bytes of the binary protocol's texts: a version, the name of a SASL mechanism. */
const MAX_TEXT = 64;

export const memcached: Probe<MemcachedObservation> = {
  name: 'memcached',
  transports: ['tcp'],
  usualPorts: [11211],
  recognise: (head) => (isBinary(head[0]) ? matchMemcachedBinary(head) : matchMemcachedText(head)),
  open: (flow, emit) => new MessageSession(flow, new MemcachedMessages(emit)),
};

/** Both magics lie beyond what a line of text begins with. */
function isBinary(first: number): boolean {
  return first >= 0x80;
}

class MemcachedMessages implements MessageReader {
  readonly #emit: (observation: MemcachedObservation) => void;
  #lastResult = '';
  #told = 0;
  #messages = 0;

  constructor(emit: (observation: MemcachedObservation) => void) {
    this.#emit = emit;
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    const next = isBinary(input[offset]) ? this.#binary(from, input, offset, at) : this.#text(from, input, offset, at);
    if (next === offset || typeof next !== 'number') return next;
    return ++this.#messages >= MAX_MEMCACHED_MESSAGES || this.#told >= MAX_MEMCACHED_OBSERVATIONS ? 'done' : next;
  }

  /** Data blocks are passed over, so that a cut lies within a line, or a short body. */
  readCut(): Next {
    return 'done';
  }

  #binary(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    const body = offset + MEMCACHED_HEADER_LENGTH;
    if (body > input.length) return offset;
    const header = decodeMemcachedHeader(input, offset);
    if (header === undefined) return 'done';
    const { kind, name, status } = header;
    const wanted = textLength(header);
    if (body + wanted > input.length) return offset;
    const text = wanted > 0 ? asciiText(input, body, body + wanted) : undefined;
    if (kind === 'request') this.#request({ at, from, encoding: 'binary', command: name, saslMechanism: text });
    else this.#response({ at, from, encoding: 'binary', ...memcachedStatus(status), version: text });
    return body + header.bodyLength;
  }

  #text(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    const feed = input.indexOf(LF, offset);
    if (feed < 0) return input.length - offset < MAX_MEMCACHED_LINE ? offset : 'done';
    const line = decodeMemcachedLine(input, offset, input[feed - 1] === CR ? feed - 1 : feed);
    if (line === undefined) return 'done';
    const { kind, name, version } = line;
    const isError = name.endsWith('ERROR');
    if (kind === 'request') this.#request({ at, from, encoding: 'text', command: name, saslMechanism: undefined });
    else this.#response({ at, from, encoding: 'text', result: name, isError, version });
    return feed + 1 + line.dataLength;
  }

  #request(request: Omit<MemcachedRequestObservation, 'kind'>): void {
    this.#lastResult = '';
    this.#told++;
    this.#emit({ kind: 'memcached-request', ...request });
  }

  #response(response: Omit<MemcachedResponseObservation, 'kind'>): void {
    if (this.#lastResult === response.result) return;
    this.#lastResult = response.result;
    this.#told++;
    this.#emit({ kind: 'memcached-response', ...response });
  }
}

const LF = 0x0a;
const CR = 0x0d;

/** Bytes behind the header that are read: the mechanism's name, which is the key, or the server's version, which is the value. */
function textLength({ kind, name, status, keyLength, bodyLength }: MemcachedHeader): number {
  if (kind === 'request') return name === 'sasl_auth' ? Math.min(keyLength, MAX_TEXT) : 0;
  return name === 'version' && status === 0 ? Math.min(bodyLength, MAX_TEXT) : 0;
}
