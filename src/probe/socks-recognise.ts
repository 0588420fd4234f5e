/**
 * Whether a flow begins as SOCKS. A greeting has 3 bytes and a request of version 4 has 9, too few to claim a flow: they
 * decide together with the client's next message, or with the proxy's answer.
 */
import { type Direction, ORIGINATOR } from '../flow/direction.ts';
import { decodeSocks4Request, decodeSocks5Greeting, MAX_SOCKS_MESSAGE, socks5CredentialsEnd } from '../wire/socks.ts';
import type { ProbeFlow, Recognition } from './probe.ts';

/** Flows of which the client has sent what a SOCKS proxy would answer. */
const asked = new WeakSet<ProbeFlow>();

/** The originator is taken for the client. */
export function recogniseSocks(head: Uint8Array, direction: Direction, flow: ProbeFlow): Recognition {
  if (direction !== ORIGINATOR) return head[0] === 5 ? choice(head, flow) : reply4(head, flow);
  return head[0] === 5 ? greeting(head, flow) : request4(head, flow);
}

function greeting(head: Uint8Array, flow: ProbeFlow): Recognition {
  const begun = decodeSocks5Greeting(head, 0);
  const methods = begun?.methods ?? [...head.subarray(2)];
  if (head[1] === 0 || head[1] > MAX_METHODS || !methods.every(isMethod) || hasRepeats(methods)) return 'reject';
  if (begun === undefined) return 'more';
  asked.add(flow);
  if (begun.end === head.length) return 'more';
  if (head[begun.end] === 5) return addressed(head, begun.end, MAX_COMMAND);
  return head[begun.end] === 1 && methods.includes(2) ? credentials(head, begun.end) : 'reject';
}

/** Nothing follows user name and password before their answer. */
function credentials(head: Uint8Array, at: number): Recognition {
  if (head.length > at + 1 && head[at + 1] === 0) return 'reject';
  const end = socks5CredentialsEnd(head, at);
  if (end === undefined) return 'more';
  return end === head.length ? 'match' : 'reject';
}

function choice(head: Uint8Array, flow: ProbeFlow): Recognition {
  if (head.length === 1) return 'more';
  if (!isMethod(head[1]) && head[1] !== REFUSED) return 'reject';
  if (head.length === 2) return asked.has(flow) ? 'match' : 'more';
  const status = head[1] === 2 && head[2] === 1 ? 2 : 0;
  return head.length === 3 && status > 0 ? 'more' : addressed(head, 2 + status, MAX_REPLY);
}

/** A request or a reply of version 5: version, number, zero, a type of address. */
function addressed(head: Uint8Array, at: number, most: number): Recognition {
  const [version = 5, number = 0, zero = 0, type] = head.subarray(at, at + 4);
  if (version !== 5 || number > most || zero !== 0) return 'reject';
  if (type === undefined) return 'more';
  return type === 1 || type === 3 || type === 4 ? 'match' : 'reject';
}

/** A name in it decides; else the reply does. */
function request4(head: Uint8Array, flow: ProbeFlow): Recognition {
  if (head[0] !== 4 || head[1] === 0 || head[1] > 2 || head.length > MAX_SOCKS_MESSAGE) return 'reject';
  const request = decodeSocks4Request(head, 0);
  if (!head.subarray(8).every(isTextOrEnd)) return 'reject';
  if (request === undefined) return 'more';
  if (request.end !== head.length || request.port === 0) return 'reject';
  asked.add(flow);
  return /^[\w-]+(\.[\w-]+)+\.?$/.test(request.host) && /[a-z]/i.test(request.host) ? 'match' : 'more';
}

function reply4(head: Uint8Array, flow: ProbeFlow): Recognition {
  if (!asked.has(flow) || head[0] !== 0 || head[1] < FIRST_REPLY_4 || head[1] > FIRST_REPLY_4 + 3) return 'reject';
  return head.length < REPLY_4 ? 'more' : 'match';
}

const MAX_METHODS = 10;
const REFUSED = 0xff;
/** CONNECT, BIND, UDP ASSOCIATE. */
const MAX_COMMAND = 3;
const MAX_REPLY = 8;
const FIRST_REPLY_4 = 90;
const REPLY_4 = 8;

/** Assigned by IANA, or private. */
function isMethod(method: number): boolean {
  return method <= 9 || (method >= 0x80 && method < REFUSED);
}

function hasRepeats(methods: readonly number[]): boolean {
  return new Set(methods).size < methods.length;
}

function isTextOrEnd(code: number): boolean {
  return code === 0 || (code > 0x20 && code < 0x7f);
}
