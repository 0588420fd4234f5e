/** SOCKS 4, 4a and 5 (protocol notes of NEC 1992; RFC 1928, 1929). A decoder gives `undefined` for what is not all there. */
import { ByteCursor } from '../bytes/cursor.ts';
import { ipv4Text, ipv6Text } from '../bytes/ip-address.ts';
import { asciiText } from '../bytes/text.ts';

/** Methods of authentication that a client offers (RFC 1928 3). */
export interface SocksGreeting {
  readonly methods: readonly number[];
  /** The offset behind the message, here and below. */
  readonly end: number;
}

export interface SocksRequest {
  readonly command: number;
  /** Address or name, as sent. */
  readonly host: string;
  readonly port: number;
  readonly end: number;
}

export interface SocksReply {
  readonly code: number;
  readonly end: number;
}

/** Longer is no message of SOCKS: the longest is a request of version 4a with a user name, of which nobody limits the length. */
export const MAX_SOCKS_MESSAGE = 1024;

export function decodeSocks5Greeting(bytes: Uint8Array, at: number): SocksGreeting | undefined {
  const cursor = new ByteCursor(bytes, at);
  cursor.u8();
  const methods = [...cursor.take(cursor.u8())];
  return cursor.overrun ? undefined : { methods, end: cursor.position };
}

/** RFC 1929 2: user name and password are passed over. Gives the offset behind them. */
export function socks5CredentialsEnd(bytes: Uint8Array, at: number): number | undefined {
  const cursor = new ByteCursor(bytes, at);
  cursor.u8();
  cursor.skip(cursor.u8());
  cursor.skip(cursor.u8());
  return cursor.overrun ? undefined : cursor.position;
}

/** RFC 1928 4; a reply (6) has the same form, with its code in the command's place. */
export function decodeSocks5Request(bytes: Uint8Array, at: number): SocksRequest | undefined {
  const cursor = new ByteCursor(bytes, at);
  cursor.u8();
  const command = cursor.u8();
  cursor.u8();
  const host = socks5Host(cursor);
  const port = cursor.u16();
  return cursor.overrun ? undefined : { command, host, port, end: cursor.position };
}

export function decodeSocks5Reply(bytes: Uint8Array, at: number): SocksReply | undefined {
  const reply = decodeSocks5Request(bytes, at);
  return reply && { code: reply.command, end: reply.end };
}

const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

function socks5Host(cursor: ByteCursor): string {
  switch (cursor.u8()) {
    case IPV4:
      return ipv4Text(cursor.take(4));
    case NAME:
      return asciiText(cursor.take(cursor.u8()));
    case IPV6:
      return ipv6Text(cursor.take(16));
    default:
      cursor.overrun = true;
      return '';
  }
}

/** The user name is passed over. An address 0.0.0.x stands for the name that follows it (SOCKS 4A). */
export function decodeSocks4Request(bytes: Uint8Array, at: number): SocksRequest | undefined {
  const cursor = new ByteCursor(bytes, at);
  cursor.u8();
  const command = cursor.u8();
  const port = cursor.u16();
  const address = cursor.take(4);
  const user = textEnd(cursor);
  const named = isName(address);
  const host = named ? textEnd(cursor) : user;
  if (cursor.overrun) return undefined;
  return {
    command,
    host: named ? asciiText(bytes, host.start, host.end) : ipv4Text(address),
    port,
    end: cursor.position,
  };
}

function isName(address: Uint8Array): boolean {
  return address.length === 4 && address[0] === 0 && address[1] === 0 && address[2] === 0 && address[3] !== 0;
}

/** A text that a zero byte ends, which the cursor passes over. */
function textEnd(cursor: ByteCursor): { start: number; end: number } {
  const start = cursor.position;
  const end = cursor.overrun ? -1 : cursor.bytes.indexOf(0, start);
  cursor.skip(end < 0 ? Number.POSITIVE_INFINITY : end + 1 - start);
  return { start, end };
}

/** 8 bytes: zero, code, port and address. */
export function decodeSocks4Reply(bytes: Uint8Array, at: number): SocksReply | undefined {
  const cursor = new ByteCursor(bytes, at);
  cursor.u8();
  const code = cursor.u8();
  cursor.skip(6);
  return cursor.overrun ? undefined : { code, end: cursor.position };
}

export const SOCKS_METHOD = { none: 0, gssapi: 1, password: 2, refused: 0xff } as const;
/** RFC 1928 3, IANA. */
const METHODS: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'gssapi',
  2: 'password',
  3: 'chap',
  6: 'tls',
  255: 'refused',
};
export const SOCKS_CONNECT = 1;
const COMMANDS = [undefined, 'connect', 'bind', 'udp-associate'];
/** RFC 1928 6. */
const REPLIES_5 = [
  'granted',
  'general-failure',
  'not-allowed',
  'network-unreachable',
  'host-unreachable',
  'connection-refused',
  'ttl-expired',
  'command-not-supported',
  'address-type-not-supported',
];
/** From 90. */
const REPLIES_4 = ['granted', 'rejected', 'identd-unreachable', 'identd-user-mismatch'];
const FIRST_REPLY_4 = 90;

/** These name a number of the protocol, or print it. */
export function socksMethodName(method: number): string {
  return METHODS[method] ?? String(method);
}

export function socksCommandName(command: number): string {
  return COMMANDS[command] ?? String(command);
}

export function socksReplyName(version: 4 | 5, code: number): string {
  return (version === 5 ? REPLIES_5[code] : REPLIES_4[code - FIRST_REPLY_4]) ?? String(code);
}
