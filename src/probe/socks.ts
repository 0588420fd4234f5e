/** SOCKS 4, 4a and 5: what the client asks a proxy for, the proxy's answer, and the hand-over behind it. No user names. */
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  decodeSocks4Reply,
  decodeSocks4Request,
  decodeSocks5Greeting,
  decodeSocks5Reply,
  decodeSocks5Request,
  MAX_SOCKS_MESSAGE,
  SOCKS_CONNECT,
  SOCKS_METHOD,
  type SocksReply,
  type SocksRequest,
  socks5CredentialsEnd,
  socksCommandName,
  socksMethodName,
  socksReplyName,
} from '../wire/socks.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { AnyObservation, Probe } from './probe.ts';
import { recogniseSocks } from './socks-recognise.ts';

/** The methods of authentication that the client offers (version 5). */
export interface SocksGreetingObservation extends AnyObservation {
  readonly kind: 'socks-greeting';
  /** Such as `none`, `password`; numbers without a name as they are. */
  readonly methods: readonly string[];
}

/** The one that the proxy chose, `refused` if none will do (version 5). */
export interface SocksMethodObservation extends AnyObservation {
  readonly kind: 'socks-method';
  readonly method: string;
}

/** The proxy's answer to user name and password, which went in clear text (RFC 1929). */
export interface SocksAuthenticationObservation extends AnyObservation {
  readonly kind: 'socks-authentication';
  readonly accepted: boolean;
}

export interface SocksRequestObservation extends AnyObservation {
  readonly kind: 'socks-request';
  readonly version: 4 | 5;
  /** `connect`, `bind`, `udp-associate`, or its number. */
  readonly command: string;
  /** Address, or name where the proxy resolves it. */
  readonly host: string;
  readonly port: number;
}

export interface SocksReplyObservation extends AnyObservation {
  readonly kind: 'socks-reply';
  readonly version: 4 | 5;
  readonly code: number;
  /** Such as `granted`, `connection-refused`. */
  readonly codeName: string;
  readonly granted: boolean;
}

export type SocksObservation =
  | SocksGreetingObservation
  | SocksMethodObservation
  | SocksAuthenticationObservation
  | SocksRequestObservation
  | SocksReplyObservation;

export const socks: Probe<SocksObservation> = {
  name: 'socks',
  transports: ['tcp'],
  usualPorts: [1080],
  recognise: recogniseSocks,
  open: (flow, emit) => new MessageSession(flow, new SocksMessages(emit)),
};

const SOCKS4 = 4;
const SOCKS5 = 5;
const CREDENTIALS = 1;

class SocksMessages implements MessageReader {
  readonly #emit: (observation: SocksObservation) => void;
  #greeted = false;
  #method: number | undefined;
  #request: SocksRequest | undefined;

  constructor(emit: (observation: SocksObservation) => void) {
    this.#emit = emit;
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    const next = from === ORIGINATOR ? this.#asked(input, offset, at) : this.#answered(input, offset, at);
    if (next !== undefined) return next;
    return input.length - offset > MAX_SOCKS_MESSAGE ? 'done' : offset;
  }

  /** Where the next message begins is lost with the bytes. */
  readCut(): Next {
    return 'done';
  }

  /** These give `undefined` for a message that is not all there. What comes behind a request waits for the reply. */
  #asked(input: Uint8Array, offset: number, at: FrameAt): Next | undefined {
    if (this.#request !== undefined) return undefined;
    const version = input[offset];
    if (version === SOCKS4) return this.#tellRequest(SOCKS4, decodeSocks4Request(input, offset), at);
    if (version === CREDENTIALS) return socks5CredentialsEnd(input, offset);
    if (version !== SOCKS5) return 'done';
    if (this.#greeted) return this.#tellRequest(SOCKS5, decodeSocks5Request(input, offset), at);
    const greeting = decodeSocks5Greeting(input, offset);
    if (greeting === undefined) return undefined;
    this.#greeted = true;
    this.#emit({
      kind: 'socks-greeting',
      at,
      from: ORIGINATOR,
      methods: greeting.methods.slice(0, MAX_METHODS).map(socksMethodName),
    });
    return greeting.end;
  }

  #tellRequest(version: 4 | 5, request: SocksRequest | undefined, at: FrameAt): Next | undefined {
    if (request === undefined) return undefined;
    this.#request = request;
    const { host, port } = request;
    this.#emit({
      kind: 'socks-request',
      at,
      from: ORIGINATOR,
      version,
      command: socksCommandName(request.command),
      host,
      port,
    });
    return request.end;
  }

  #answered(input: Uint8Array, offset: number, at: FrameAt): Next | undefined {
    const version = input[offset];
    if (version === 0) return this.#tellReply(SOCKS4, decodeSocks4Reply(input, offset), at);
    if (version === SOCKS5 && this.#method !== undefined)
      return this.#tellReply(SOCKS5, decodeSocks5Reply(input, offset), at);
    if (version !== SOCKS5 && version !== CREDENTIALS) return 'done';
    const value = input[offset + 1];
    if (value === undefined) return undefined;
    return version === SOCKS5 ? this.#chose(value, offset, at) : this.#judged(value, offset, at);
  }

  /** What GSSAPI says cannot be read, nor what follows it. */
  #chose(method: number, offset: number, at: FrameAt): Next {
    this.#method = method;
    this.#emit({ kind: 'socks-method', at, from: RESPONDER, method: socksMethodName(method) });
    return method === SOCKS_METHOD.none || method === SOCKS_METHOD.password ? offset + 2 : 'done';
  }

  #judged(status: number, offset: number, at: FrameAt): Next {
    if (this.#method !== SOCKS_METHOD.password) return 'done';
    this.#emit({ kind: 'socks-authentication', at, from: RESPONDER, accepted: status === 0 });
    return status === 0 ? offset + 2 : 'done';
  }

  #tellReply(version: 4 | 5, reply: SocksReply | undefined, at: FrameAt): Next | undefined {
    if (reply === undefined) return undefined;
    const { code } = reply;
    const granted = code === (version === SOCKS5 ? GRANTED_5 : GRANTED_4);
    this.#emit({
      kind: 'socks-reply',
      at,
      from: RESPONDER,
      version,
      code,
      codeName: socksReplyName(version, code),
      granted,
    });
    const connects = this.#request === undefined || this.#request.command === SOCKS_CONNECT;
    return granted && connects ? { handOver: reply.end, via: 'socks' } : 'done';
  }
}

const GRANTED_5 = 0;
const GRANTED_4 = 90;
const MAX_METHODS = 16;
