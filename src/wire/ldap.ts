/**
 * LDAP messages (RFC 4511): what was asked and what came of it. Names, values and passwords are passed over, never read.
 * Messages may be cut anywhere behind their head: what stands in front of the cut is read.
 */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';

/** Identifier octets of the operations (RFC 4511 4.2 to 4.13). */
export const LDAP = {
  bindRequest: 0x60,
  bindResponse: 0x61,
  unbindRequest: 0x42,
  searchRequest: 0x63,
  searchResultEntry: 0x64,
  searchResultDone: 0x65,
  searchResultReference: 0x73,
  modifyRequest: 0x66,
  modifyResponse: 0x67,
  addRequest: 0x68,
  addResponse: 0x69,
  deleteRequest: 0x4a,
  deleteResponse: 0x6b,
  modifyDnRequest: 0x6c,
  modifyDnResponse: 0x6d,
  compareRequest: 0x6e,
  compareResponse: 0x6f,
  abandonRequest: 0x50,
  extendedRequest: 0x77,
  extendedResponse: 0x78,
  intermediateResponse: 0x79,
} as const;

export interface LdapHead {
  readonly id: number;
  /** Identifier octet, one of `LDAP`. */
  readonly operation: number;
  /** Offsets of the operation's content, which may end beyond the bytes at hand, as the message may. */
  readonly start: number;
  readonly end: number;
  readonly messageEnd: number;
}

export interface LdapBind {
  readonly version: number;
  /** RFC 4513 5.1; `sicily` is Microsoft's NTLM bind (MS-ADTS 5.1.1.1.3). */
  readonly method: 'anonymous' | 'unauthenticated' | 'simple' | 'sasl' | 'sicily';
  readonly saslMechanism: string | undefined;
  /** A password as it is: of a simple bind, or of a SASL mechanism that sends it so. */
  readonly cleartextCredentials: boolean;
}

export interface LdapResult {
  /** RFC 4511 4.1.9. */
  readonly code: number;
  /** Servers to ask instead, such as `ldap://dc2.corp.example:389`: the references without the names that follow. */
  readonly referrals: readonly string[];
  /** Active Directory's own error behind the code, such as `52e`, in hexadecimal. */
  readonly directoryError: string | undefined;
  /** Of an extended response that names itself. */
  readonly oid: string | undefined;
}

/** References kept of one message. */
export const MAX_REFERRALS = 8;
/** Characters kept of an OID, a mechanism, a server of a reference. */
const MAX_TEXT = 128;
/** Bytes of a diagnostic text in which Active Directory's error is looked for: it stands in front. */
const MAX_DIAGNOSTIC = 256;
/** Bytes of a message; servers commonly refuse more than 4 to 16 MB. */
const MAX_MESSAGE = 0x400_0000;
/** Id, operation without content. */
const MIN_MESSAGE = 5;

const BER = { integer: 0x02, octetString: 0x04, enumerated: 0x0a, sequence: 0x30 } as const;
const CONTROLS = 0xa0;
const SIMPLE = 0x80;
const SASL = 0xa3;
const REFERRAL = 0xa3;
const EXTENDED_NAME = 0x80;
const RESPONSE_NAME = 0x8a;
const SICILY: ReadonlySet<number> = new Set([0x89, 0x8a, 0x8b]);
const CLEARTEXT_MECHANISMS: ReadonlySet<string> = new Set(['PLAIN', 'LOGIN']);
const OPERATIONS: ReadonlySet<number> = new Set(Object.values(LDAP));

/** The head of the message at `from`. `more`: the bytes end within it; `undefined`: they are none. */
export function decodeLdapHead(bytes: Uint8Array, from = 0): LdapHead | 'more' | undefined {
  const cursor = new ByteCursor(bytes, from);
  if (cursor.u8() !== BER.sequence) return unfit(cursor);
  const length = berLength(cursor);
  if (length < MIN_MESSAGE || length > MAX_MESSAGE) return unfit(cursor);
  const messageEnd = cursor.position + length;
  if (cursor.u8() !== BER.integer) return unfit(cursor);
  const id = berInteger(cursor);
  if (id < 0) return unfit(cursor);
  const operation = cursor.u8();
  if (!OPERATIONS.has(operation)) return unfit(cursor);
  const size = berLength(cursor);
  if (cursor.overrun) return 'more';
  const end = cursor.position + size;
  if (size < 0 || end > messageEnd || (end < messageEnd && (bytes[end] ?? CONTROLS) !== CONTROLS)) return undefined;
  return { id, operation, start: cursor.position, end, messageEnd };
}

function unfit(cursor: ByteCursor): 'more' | undefined {
  return cursor.overrun ? 'more' : undefined;
}

/** RFC 4511 4.2. `undefined` when the bytes end before the kind of bind is known, or make none. */
export function decodeLdapBind(bytes: Uint8Array, { start, end }: LdapHead): LdapBind | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  if (cursor.u8() !== BER.integer) return undefined;
  const version = berInteger(cursor);
  const name = skipElement(cursor, BER.octetString);
  const choice = cursor.u8();
  const length = berLength(cursor);
  if (cursor.overrun || version < 0 || name < 0 || length < 0) return undefined;
  if (SICILY.has(choice)) return bind(version, 'sicily');
  if (choice === SASL) return saslBind(version, cursor, cursor.position + length);
  if (choice !== SIMPLE) return undefined;
  if (length > 0) return bind(version, 'simple', undefined, true);
  return bind(version, name > 0 ? 'unauthenticated' : 'anonymous');
}

function saslBind(version: number, cursor: ByteCursor, end: number): LdapBind {
  const mechanism = textElement(cursor, BER.octetString);
  const isCleartext = mechanism !== undefined && CLEARTEXT_MECHANISMS.has(mechanism.toUpperCase());
  return bind(version, 'sasl', mechanism, isCleartext && cursor.position < end);
}

function bind(
  version: number,
  method: LdapBind['method'],
  saslMechanism?: string,
  cleartextCredentials = false,
): LdapBind {
  return { version, method, saslMechanism, cleartextCredentials };
}

/** RFC 4511 4.1.9, of whichever response. `undefined` when the bytes end before the code. */
export function decodeLdapResult(bytes: Uint8Array, { start, end, operation }: LdapHead): LdapResult | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  if (cursor.u8() !== BER.enumerated) return undefined;
  const code = berInteger(cursor);
  if (cursor.overrun || code < 0) return undefined;
  skipElement(cursor, BER.octetString); // the part of the name that exists
  const directoryError = diagnosticError(cursor);
  let referrals: readonly string[] = [];
  let oid: string | undefined;
  while (cursor.remaining > 0) {
    const tag = cursor.u8();
    const length = berLength(cursor);
    if (length < 0) break;
    const at = cursor.position;
    cursor.skip(length);
    if (cursor.overrun) break;
    if (tag === REFERRAL) referrals = decodeReferences(bytes, at, at + length);
    if (tag === RESPONSE_NAME && operation === LDAP.extendedResponse) oid = text(bytes, at, length);
  }
  return { code, referrals, directoryError, oid };
}

/** The servers of a search result reference (RFC 4511 4.5.3). */
export function decodeLdapReference(bytes: Uint8Array, { start, end }: LdapHead): readonly string[] {
  return decodeReferences(bytes, start, end);
}

/** The OID that an extended request names (RFC 4511 4.12). */
export function decodeExtendedName(bytes: Uint8Array, { start, end }: LdapHead): string | undefined {
  return textElement(new ByteCursor(bytes, start, end), EXTENDED_NAME);
}

/** Of LDAP URLs (RFC 4516) only scheme, host and port: what follows names entries. */
function decodeReferences(bytes: Uint8Array, start: number, end: number): string[] {
  const cursor = new ByteCursor(bytes, start, end);
  const servers: string[] = [];
  while (cursor.remaining > 0 && servers.length < MAX_REFERRALS) {
    const url = textElement(cursor, BER.octetString);
    if (url === undefined) break;
    const server = /^ldaps?:\/\/[^/?]+/i.exec(url)?.[0];
    if (server !== undefined) servers.push(server);
  }
  return servers;
}

/** `80090308: LdapErr: DSID-0C09044E, comment: …, data 52e, v2580` (MS-ADTS 3.1.1.3.1.9 leaves the text to the server). */
function diagnosticError(cursor: ByteCursor): string | undefined {
  if (cursor.u8() !== BER.octetString) return undefined;
  const length = berLength(cursor);
  if (length < 0) return undefined;
  const start = cursor.position;
  const diagnostic = asciiText(cursor.bytes, start, Math.min(start + length, start + MAX_DIAGNOSTIC, cursor.end));
  cursor.skip(length);
  return /^[0-9a-f]{8}: .*, data ([0-9a-f]{1,8}), v/i.exec(diagnostic)?.[1];
}

/** The text of the element, when it has this tag and is there whole: half an OID names something else. */
function textElement(cursor: ByteCursor, tag: number): string | undefined {
  const length = skipElement(cursor, tag);
  return length < 0 ? undefined : text(cursor.bytes, cursor.position - length, length);
}

function text(bytes: Uint8Array, start: number, length: number): string {
  return asciiText(bytes, start, start + Math.min(length, MAX_TEXT));
}

/** Length of the element passed over; -1 when it has another tag or the bytes end within it. */
function skipElement(cursor: ByteCursor, tag: number): number {
  if (cursor.u8() !== tag) return -1;
  const length = berLength(cursor);
  cursor.skip(length);
  return cursor.overrun ? -1 : length;
}

/** Definite form only (RFC 4511 5.1); -1 for others. Active Directory writes four octets throughout. */
export function berLength(cursor: ByteCursor): number {
  const first = cursor.u8();
  if (first < 0x80) return first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) return -1;
  let length = 0;
  for (let index = 0; index < octets; index++) length = length * 256 + cursor.u8();
  return length;
}

/** The content of an INTEGER or ENUMERATED whose tag was read: 0 to 2^31 - 1 (RFC 4511 4.1.1), else -1. */
function berInteger(cursor: ByteCursor): number {
  const length = cursor.u8();
  if (length < 1 || length > 4) return -1;
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + cursor.u8();
  return value > 0x7fff_ffff || (length < 4 && value >= 2 ** (8 * length - 1)) ? -1 : value;
}
