/** ServerHello of SSL 3.0 to TLS 1.3 (RFC 8446 4.1.3, RFC 5246 7.4.1.3). Counterpart of `tls-client-hello.ts`. */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';
import type { KeyWriter } from './hello-key.ts';
import { RANDOM_LENGTH } from './tls-client-hello.ts';
import { EXTENSION } from './tls-names.ts';

export interface ServerHello {
  readonly legacyVersion: number;
  /** The version that holds: of supported_versions where sent, else the message's own. */
  readonly version: number;
  readonly cipherSuite: number;
  readonly compressionMethod: number;
  /** A HelloRetryRequest, which is told by its random alone. */
  readonly helloRetryRequest: boolean;
  /** By the end of the random: the server knows TLS 1.3 (or 1.2), and did not see the client offer it. */
  readonly downgrade: '1.2' | '1.1' | undefined;
  readonly sessionIdLength: number;
  /** TLS 1.3 sends it encrypted. */
  readonly alpn: string | undefined;
  /** Group of the key share, or the one that a HelloRetryRequest asks for. */
  readonly group: number | undefined;
  readonly extendedMasterSecret: boolean;
  /** TLS 1.3 resumption. */
  readonly pskSelected: boolean;
  /** The server announces a ticket (TLS 1.2). */
  readonly sessionTicket: boolean;
  /** The server announces an OCSP response (TLS 1.2). */
  readonly statusRequest: boolean;
  /** Signed certificate timestamps are in this message (TLS 1.2). */
  readonly certificateTimestamps: boolean;
  readonly extensions: readonly number[];
  /** Bytes of the whole message with its four header bytes. */
  readonly length: number;
}

/** Extensions kept: a server answers only what was asked. */
const MAX_EXTENSIONS = 64;

/** Reads a ServerHello's body, behind the handshake header. `undefined` when its lengths contradict each other. */
export function decodeServerHello(bytes: Uint8Array, start = 0, end = bytes.length): ServerHello | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const legacyVersion = cursor.u16();
  const random = cursor.position;
  cursor.skip(RANDOM_LENGTH);
  const sessionIdLength = cursor.u8();
  cursor.skip(sessionIdLength);
  const cipherSuite = cursor.u16();
  const compressionMethod = cursor.u8();
  if (cursor.overrun || legacyVersion >> 8 !== 3) return undefined;
  const kind = randomKind(bytes, random);
  const hello: Draft = {
    legacyVersion,
    version: legacyVersion,
    cipherSuite,
    compressionMethod,
    helloRetryRequest: kind === RETRY,
    downgrade: kind === DOWNGRADE_12 ? '1.2' : kind === DOWNGRADE_11 ? '1.1' : undefined,
    sessionIdLength,
    alpn: undefined,
    group: undefined,
    extendedMasterSecret: false,
    pskSelected: false,
    sessionTicket: false,
    statusRequest: false,
    certificateTimestamps: false,
    extensions: [],
    length: end - start + 4,
  };
  if (cursor.remaining > 0) readExtensions(cursor.nested(cursor.u16()), hello, cursor);
  return cursor.overrun ? undefined : hello;
}

/** Writes all that `decodeServerHello` would say of the body, and nothing else. */
export function serverHelloKey(body: ByteCursor, key: KeyWriter): void {
  key.u16(body.u16());
  const random = body.position;
  body.skip(RANDOM_LENGTH);
  key.u16(body.overrun ? 0 : randomKind(body.bytes, random));
  const sessionIdLength = body.u8();
  key.u16(sessionIdLength);
  body.skip(sessionIdLength);
  key.bytes(body, 3);
  if (body.remaining > 0) keyOfExtensions(body, key);
}

function keyOfExtensions(body: ByteCursor, key: KeyWriter): void {
  key.u16(body.u16());
  while (body.remaining > 0 && !body.overrun) {
    const type = body.u16();
    const length = body.u16();
    key.u16(type);
    key.u16(length);
    const told = type === EXTENSION.keyShare ? Math.min(length, 2) : READ_WHOLE.has(type) ? length : 0;
    key.bytes(body, told);
    body.skip(length - told);
  }
}

const READ_WHOLE: ReadonlySet<number> = new Set([EXTENSION.alpn, EXTENSION.supportedVersions]);

type Draft = { -readonly [Field in keyof ServerHello]: ServerHello[Field] } & { extensions: number[] };

function readExtensions(list: ByteCursor, hello: Draft, message: ByteCursor): void {
  while (list.remaining > 0) {
    const type = list.u16();
    const body = list.nested(list.u16());
    if (list.overrun) break;
    if (hello.extensions.length < MAX_EXTENSIONS) hello.extensions.push(type);
    readExtension(type, body, hello);
  }
  message.overrun ||= list.overrun;
}

function readExtension(type: number, body: ByteCursor, hello: Draft): void {
  switch (type) {
    case EXTENSION.supportedVersions:
      hello.version = body.remaining === 2 ? body.u16() : hello.version;
      break;
    case EXTENSION.alpn:
      hello.alpn = selectedAlpn(body.nested(body.u16()));
      break;
    case EXTENSION.keyShare:
      hello.group = body.remaining >= 2 ? body.u16() : undefined;
      break;
    case EXTENSION.extendedMasterSecret:
      hello.extendedMasterSecret = true;
      break;
    case EXTENSION.preSharedKey:
      hello.pskSelected = true;
      break;
    case EXTENSION.sessionTicket:
      hello.sessionTicket = true;
      break;
    case EXTENSION.statusRequest:
      hello.statusRequest = true;
      break;
    case EXTENSION.certificateTimestamp:
      hello.certificateTimestamps = true;
      break;
  }
}

function selectedAlpn(list: ByteCursor): string | undefined {
  const name = list.take(list.u8());
  return name.length > 0 ? asciiText(name) : undefined;
}

const PLAIN = 0;
const RETRY = 1;
const DOWNGRADE_12 = 2;
const DOWNGRADE_11 = 3;

/** What the 32 bytes at `at` say: SHA-256("HelloRetryRequest"), or "DOWNGRD" and a number at their end (RFC 8446 4.1.3). */
function randomKind(bytes: Uint8Array, at: number): number {
  if (bytes[at] === RETRY_RANDOM[0] && RETRY_RANDOM.every((byte, index) => bytes[at + index] === byte)) return RETRY;
  const tail = at + RANDOM_LENGTH - 8;
  if (bytes[tail] !== DOWNGRD[0] || !DOWNGRD.every((byte, index) => bytes[tail + index] === byte)) return PLAIN;
  return bytes[tail + 7] === 1 ? DOWNGRADE_12 : bytes[tail + 7] === 0 ? DOWNGRADE_11 : PLAIN;
}

const RETRY_RANDOM = [
  0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11,
  0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];
const DOWNGRD = [0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44];
