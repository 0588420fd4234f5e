/** ClientHello of SSL 3.0 to TLS 1.3 (RFC 8446 4.1.2, RFC 6066, RFC 7301), and that of SSL 2.0 (RFC 5246 E.2). */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';
import type { KeyWriter } from './hello-key.ts';
import { EXTENSION, GREASE, isGrease, TLS_VERSION } from './tls-names.ts';

/**
 * What tells one client from another. Nothing here changes between two hellos of one client to one server: random,
 * session id, tickets, binders and key shares are left out, and a value that RFC 8701 reserves is always `GREASE`.
 */
export interface ClientHello {
  /** The message's own version field: 0x0303 under TLS 1.3; 0x0002 when sent in SSL 2.0 form with no later version. */
  readonly legacyVersion: number;
  /** The highest version offered. */
  readonly highestVersion: number;
  readonly sessionIdLength: number;
  /** All lists stand in the order sent, up to `MAX_CODES` each. */
  readonly cipherSuites: readonly number[];
  readonly compressionMethods: readonly number[];
  /** Types of all extensions. */
  readonly extensions: readonly number[];
  /** The server's name (SNI), lower case; as sent in clear when the hello is encrypted. */
  readonly serverName: string | undefined;
  readonly alpn: readonly string[];
  /** First and last byte of the first ALPN value (JA4 needs them as sent), as one 16-bit number; -1 without ALPN. */
  readonly alpnEnds: number;
  /** Empty before TLS 1.3. */
  readonly supportedVersions: readonly number[];
  readonly groups: readonly number[];
  readonly keyShareGroups: readonly number[];
  readonly signatureAlgorithms: readonly number[];
  readonly pointFormats: readonly number[];
  readonly extendedMasterSecret: boolean;
  readonly statusRequest: boolean;
  /** A TLS 1.3 pre-shared key, that is, a resumption. */
  readonly pskOffered: boolean;
  /** A session ticket of TLS 1.2 that is not empty. */
  readonly ticketOffered: boolean;
  readonly earlyData: boolean;
  /** The extension is there; passively, a real one and GREASE look alike (RFC 9849 6.2). */
  readonly encryptedClientHello: boolean;
  /** Bytes of the whole message with its four header bytes. */
  readonly length: number;
}

/** Codes kept of each list: hostile hellos hold 32 000. */
export const MAX_CODES = 1024;

/** Reads a ClientHello's body, behind the handshake header. `undefined` when its lengths contradict each other. */
export function decodeClientHello(bytes: Uint8Array, start = 0, end = bytes.length): ClientHello | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const hello: Draft = { ...EMPTY, extensions: [], legacyVersion: cursor.u16(), length: end - start + 4 };
  cursor.skip(RANDOM_LENGTH);
  hello.sessionIdLength = cursor.u8();
  cursor.skip(hello.sessionIdLength);
  hello.cipherSuites = codes16(cursor.nested(cursor.u16()));
  hello.compressionMethods = codes8(cursor.nested(cursor.u8()));
  if (cursor.remaining > 0) readExtensions(cursor.nested(cursor.u16()), hello, cursor);
  if (cursor.overrun || hello.cipherSuites.length === 0) return undefined;
  hello.highestVersion = highest(hello.supportedVersions) ?? hello.legacyVersion;
  return hello;
}

/** Writes all that `decodeClientHello` would say of the body, and nothing else: equal keys, equal hellos. */
export function clientHelloKey(body: ByteCursor, key: KeyWriter): void {
  key.u16(body.u16());
  body.skip(RANDOM_LENGTH);
  const sessionIdLength = body.u8();
  key.u16(sessionIdLength);
  body.skip(sessionIdLength);
  const suites = body.u16();
  key.u16(suites);
  key.codes(body, suites);
  const methods = body.u8();
  key.u16(methods);
  key.bytes(body, methods);
  key.u16(body.u16());
  while (body.remaining > 0 && !body.overrun) {
    const type = body.u16();
    const length = body.u16();
    key.code(type);
    key.u16(length);
    keyOfExtension(type, length, body, key);
  }
}

function keyOfExtension(type: number, length: number, body: ByteCursor, key: KeyWriter): void {
  switch (type) {
    case EXTENSION.serverName:
    case EXTENSION.alpn:
    case EXTENSION.pointFormats:
      key.bytes(body, length);
      break;
    case EXTENSION.supportedGroups:
    case EXTENSION.signatureAlgorithms:
      key.codes(body, length);
      break;
    case EXTENSION.supportedVersions:
      key.bytes(body, length & 1);
      key.codes(body, length & ~1);
      break;
    case EXTENSION.keyShare:
      keyOfShares(body.nested(length), key);
      break;
    default:
      body.skip(length);
  }
}

function keyOfShares(body: ByteCursor, key: KeyWriter): void {
  const length = body.u16();
  key.u16(length);
  const shares = body.nested(length);
  while (shares.remaining > 0) {
    key.code(shares.u16());
    shares.skip(shares.u16());
  }
}

/** A ClientHello in SSL 2.0 form, with its two-byte record header. `undefined` when it is not exactly one. */
export function decodeSslv2ClientHello(bytes: Uint8Array, start = 0, end = bytes.length): ClientHello | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const header = cursor.u16();
  const type = cursor.u8();
  const legacyVersion = cursor.u16();
  const [specs, sessionIdLength, challenge] = [cursor.u16(), cursor.u8() * 256 + cursor.u8(), cursor.u16()];
  const length = (header & 0x7fff) + 2;
  if (cursor.overrun || header < 0x8000 || type !== 1 || length !== specs + sessionIdLength + challenge + 11)
    return undefined;
  if (specs % 3 !== 0 || specs === 0 || challenge < 16 || challenge > 32 || length > end - start) return undefined;
  if (legacyVersion !== TLS_VERSION.ssl2 && (legacyVersion < TLS_VERSION.ssl3 || legacyVersion > TLS_VERSION.tls12))
    return undefined;
  const cipherSuites: number[] = [];
  for (let left = specs; left > 0 && cipherSuites.length < MAX_CODES; left -= 3) cipherSuites.push(cursor.u24());
  return { ...EMPTY, legacyVersion, highestVersion: legacyVersion, sessionIdLength, cipherSuites, length };
}

/** The session id of a hello's body, client's or server's: both have it at the same place. A view. */
export function helloSessionId(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const cursor = new ByteCursor(bytes, start + 2 + RANDOM_LENGTH, end);
  return cursor.take(cursor.u8());
}

export const RANDOM_LENGTH = 32;

type Draft = { -readonly [Field in keyof ClientHello]: ClientHello[Field] } & { extensions: number[] };

const EMPTY: ClientHello = {
  legacyVersion: 0,
  highestVersion: 0,
  sessionIdLength: 0,
  cipherSuites: [],
  compressionMethods: [],
  extensions: [],
  serverName: undefined,
  alpn: [],
  alpnEnds: -1,
  supportedVersions: [],
  groups: [],
  keyShareGroups: [],
  signatureAlgorithms: [],
  pointFormats: [],
  extendedMasterSecret: false,
  statusRequest: false,
  pskOffered: false,
  ticketOffered: false,
  earlyData: false,
  encryptedClientHello: false,
  length: 0,
};

function readExtensions(list: ByteCursor, hello: Draft, message: ByteCursor): void {
  while (list.remaining > 0) {
    const type = list.u16();
    const body = list.nested(list.u16());
    if (list.overrun) break;
    if (hello.extensions.length < MAX_CODES) hello.extensions.push(ungreased(type));
    readExtension(type, body, hello);
  }
  message.overrun ||= list.overrun;
}

function readExtension(type: number, body: ByteCursor, hello: Draft): void {
  switch (type) {
    case EXTENSION.serverName:
      hello.serverName = serverName(body);
      break;
    case EXTENSION.alpn:
      readAlpn(body, hello);
      break;
    case EXTENSION.supportedVersions:
      hello.supportedVersions = codes16(body.nested(body.u8()));
      break;
    case EXTENSION.supportedGroups:
      hello.groups = codes16(body.nested(body.u16()));
      break;
    case EXTENSION.signatureAlgorithms:
      hello.signatureAlgorithms = codes16(body.nested(body.u16()));
      break;
    case EXTENSION.pointFormats:
      hello.pointFormats = codes8(body.nested(body.u8()));
      break;
    case EXTENSION.keyShare:
      hello.keyShareGroups = keyShareGroups(body.nested(body.u16()));
      break;
    case EXTENSION.sessionTicket:
      hello.ticketOffered = body.remaining > 0;
      break;
    case EXTENSION.preSharedKey:
      hello.pskOffered = true;
      break;
    case EXTENSION.earlyData:
      hello.earlyData = true;
      break;
    case EXTENSION.extendedMasterSecret:
      hello.extendedMasterSecret = true;
      break;
    case EXTENSION.statusRequest:
      hello.statusRequest = true;
      break;
    case EXTENSION.encryptedClientHello:
      hello.encryptedClientHello = true;
      break;
  }
}

/** The first entry of type host_name (RFC 6066 3). */
function serverName(body: ByteCursor): string | undefined {
  const list = body.nested(body.u16());
  const type = list.u8();
  const name = list.take(list.u16());
  return type === 0 && name.length > 0 ? asciiText(name).toLowerCase() : undefined;
}

function readAlpn(body: ByteCursor, hello: Draft): void {
  const list = body.nested(body.u16());
  const names: string[] = [];
  while (list.remaining > 0 && names.length < MAX_CODES) {
    const name = list.take(list.u8());
    if (names.length === 0 && name.length > 0) hello.alpnEnds = (name[0] << 8) | name[name.length - 1];
    names.push(asciiText(name));
  }
  hello.alpn = names;
}

function keyShareGroups(shares: ByteCursor): number[] {
  const groups: number[] = [];
  while (shares.remaining > 0 && groups.length < MAX_CODES) {
    groups.push(ungreased(shares.u16()));
    shares.skip(shares.u16());
  }
  return groups;
}

function codes16(list: ByteCursor): number[] {
  const codes: number[] = [];
  while (list.remaining > 1 && codes.length < MAX_CODES) codes.push(ungreased(list.u16()));
  return codes;
}

function codes8(list: ByteCursor): number[] {
  const codes: number[] = [];
  while (list.remaining > 0) codes.push(list.u8());
  return codes;
}

function ungreased(code: number): number {
  return isGrease(code) ? GREASE : code;
}

/** Of versions that TLS has or had; private numbers such as those of drafts (0x7Fxx) are higher and mean less. */
function highest(versions: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const version of versions) {
    if (version >> 8 === 3 && (best === undefined || version > best)) best = version;
  }
  return best;
}
