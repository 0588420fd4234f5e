/** SMB 2 and 3 messages ([MS-SMB2] 2.2): the header, and the bodies that say how client and server came to terms. */
import { ByteCursor } from '../bytes/cursor.ts';
import { utf16leText } from '../bytes/text.ts';

export const SMB2_HEADER = 64;

export const SMB2_COMMAND = { negotiate: 0, sessionSetup: 1, treeConnect: 3, last: 0x12 } as const;

/** Dialects kept of one request; all that exist are fewer. */
export const MAX_DIALECTS = 16;
/** Negotiate contexts looked through. */
export const MAX_CONTEXTS = 16;

/** The server speaks SMB 2 and wants the dialect to be negotiated in that form ([MS-SMB2] 2.2.4). */
export const SMB2_ANY = '2.?';

const DIALECTS: ReadonlyMap<number, string> = new Map([
  [0x0202, '2.0.2'],
  [0x0210, '2.1'],
  [0x02ff, SMB2_ANY],
  [0x0300, '3.0'],
  [0x0302, '3.0.2'],
  [0x0311, '3.1.1'],
]);

const FLAG_RESPONSE = 1;
const STRUCTURE_SIZE = 64;
const SIGNING_REQUIRED = 2;
const DIALECT_311 = 0x0311;
const CAPABILITY_ENCRYPTION = 0x40;
const CONTEXT_ENCRYPTION = 2;
/** [MS-SMB2] 2.2.3.1.2. */
const CIPHERS: Readonly<Record<number, string>> = {
  1: 'AES-128-CCM',
  2: 'AES-128-GCM',
  3: 'AES-256-CCM',
  4: 'AES-256-GCM',
};
/** SMB 3.0 and 3.0.2 know one cipher, and say with a capability that they do. */
const CIPHER_OF_300 = 'AES-128-CCM';

export interface Smb2Header {
  readonly command: number;
  readonly response: boolean;
  /** Of a response; a request has other things there. */
  readonly status: number;
  /** Hexadecimal; tells which response answers which request. */
  readonly messageId: string;
  readonly treeId: number;
  /** From this header to the next one of a compound, 0 in the last. */
  readonly next: number;
}

/** The header whose protocol id `FE 'SMB'` stands at `start`; undefined when cut or not as the standard has it. */
export function decodeSmb2Header(bytes: Uint8Array, start: number, end = bytes.length): Smb2Header | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  if (cursor.u32() !== 0xfe534d42 || cursor.u16le() !== STRUCTURE_SIZE) return undefined;
  cursor.skip(2);
  const status = cursor.u32le();
  const command = cursor.u16le();
  cursor.skip(2);
  const flags = cursor.u32le();
  const next = cursor.u32le();
  const messageId = hexOf(cursor.u32le(), cursor.u32le());
  cursor.skip(4);
  const treeId = cursor.u32le();
  cursor.skip(24); // session id and signature
  if (cursor.overrun || command > SMB2_COMMAND.last || (next !== 0 && next < SMB2_HEADER)) return undefined;
  return { command, response: (flags & FLAG_RESPONSE) !== 0, status, messageId, treeId, next };
}

function hexOf(low: number, high: number): string {
  return high === 0 ? low.toString(16) : `${high.toString(16)}-${low.toString(16)}`;
}

/** `0x0400` for one that has no name yet. */
export function smb2DialectName(dialect: number): string {
  return DIALECTS.get(dialect) ?? `0x${dialect.toString(16).padStart(4, '0')}`;
}

export interface Smb2NegotiateRequest {
  readonly dialects: readonly string[];
  readonly signingRequired: boolean;
}

/** The body behind the header at `start` ([MS-SMB2] 2.2.3). */
export function decodeSmb2NegotiateRequest(
  bytes: Uint8Array,
  start: number,
  end: number,
): Smb2NegotiateRequest | undefined {
  const cursor = new ByteCursor(bytes, start + SMB2_HEADER, end);
  const size = cursor.u16le();
  const count = Math.min(cursor.u16le(), MAX_DIALECTS);
  const mode = cursor.u16le();
  cursor.skip(30);
  const dialects: string[] = [];
  while (dialects.length < count && cursor.remaining >= 2) dialects.push(smb2DialectName(cursor.u16le()));
  return size === 36 && !cursor.overrun ? { dialects, signingRequired: (mode & SIGNING_REQUIRED) !== 0 } : undefined;
}

export interface Smb2NegotiateResponse {
  readonly dialect: string;
  readonly signingRequired: boolean;
  /** What an encrypted message would be encrypted with; undefined when client and server have none in common. */
  readonly cipher: string | undefined;
}

/** [MS-SMB2] 2.2.4. */
export function decodeSmb2NegotiateResponse(
  bytes: Uint8Array,
  start: number,
  end: number,
): Smb2NegotiateResponse | undefined {
  const cursor = new ByteCursor(bytes, start + SMB2_HEADER, end);
  const size = cursor.u16le();
  const mode = cursor.u16le();
  const dialect = cursor.u16le();
  const contexts = cursor.u16le();
  cursor.skip(16);
  const capabilities = cursor.u32le();
  cursor.skip(32);
  const contextsAt = cursor.u32le();
  if (size !== 65 || cursor.overrun) return undefined;
  const cipher300 = capabilities & CAPABILITY_ENCRYPTION ? CIPHER_OF_300 : undefined;
  return {
    dialect: smb2DialectName(dialect),
    signingRequired: (mode & SIGNING_REQUIRED) !== 0,
    cipher: dialect === DIALECT_311 ? cipherOf(bytes, start + contextsAt, end, contexts) : cipher300,
  };
}

/** The one cipher of the encryption context ([MS-SMB2] 2.2.4.1.2); each context begins at a multiple of 8. */
function cipherOf(bytes: Uint8Array, start: number, end: number, contexts: number): string | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  for (let count = 0; count < Math.min(contexts, MAX_CONTEXTS) && cursor.remaining > 0; count++) {
    const type = cursor.u16le();
    const length = cursor.u16le();
    cursor.skip(4);
    const data = cursor.nested(length);
    if (data.overrun) return undefined;
    if (type === CONTEXT_ENCRYPTION) return data.u16le() === 1 ? CIPHERS[data.u16le()] : undefined;
    cursor.skip((start - cursor.position) & 7);
  }
  return undefined;
}

export interface Smb2SessionSetupResponse {
  readonly guest: boolean;
  readonly anonymous: boolean;
  /** All that follows in this session is to be encrypted. */
  readonly encrypt: boolean;
}

/** [MS-SMB2] 2.2.6. */
export function decodeSmb2SessionSetupResponse(
  bytes: Uint8Array,
  start: number,
  end: number,
): Smb2SessionSetupResponse | undefined {
  const cursor = new ByteCursor(bytes, start + SMB2_HEADER, end);
  const size = cursor.u16le();
  const flags = cursor.u16le();
  if (size !== 9 || cursor.overrun) return undefined;
  return { guest: (flags & 1) !== 0, anonymous: (flags & 2) !== 0, encrypt: (flags & 4) !== 0 };
}

/** Bytes read of a path: a server has at most 255 characters in it, a share 80 ([MS-SMB2] 2.2.9). */
export const MAX_TREE_PATH = 1024;

/** The path, `\\server\share`, of a tree connect request ([MS-SMB2] 2.2.9). */
export function decodeSmb2TreePath(bytes: Uint8Array, start: number, end: number): string | undefined {
  const cursor = new ByteCursor(bytes, start + SMB2_HEADER, end);
  const size = cursor.u16le();
  cursor.skip(2);
  const offset = start + cursor.u16le();
  const length = cursor.u16le();
  if (size !== 9 || cursor.overrun || offset + length > end) return undefined;
  return utf16leText(bytes, offset, offset + Math.min(length, MAX_TREE_PATH));
}

export type ShareType = 'disk' | 'pipe' | 'printer';

export interface Smb2TreeConnectResponse {
  readonly type: ShareType | undefined;
  /** What goes to this share is to be encrypted. */
  readonly encrypt: boolean;
}

const SHARE_TYPES: Readonly<Record<number, ShareType>> = { 1: 'disk', 2: 'pipe', 3: 'printer' };
const SHARE_ENCRYPT = 0x8000;

/** [MS-SMB2] 2.2.10. */
export function decodeSmb2TreeConnectResponse(
  bytes: Uint8Array,
  start: number,
  end: number,
): Smb2TreeConnectResponse | undefined {
  const cursor = new ByteCursor(bytes, start + SMB2_HEADER, end);
  const size = cursor.u16le();
  const type = SHARE_TYPES[cursor.u16le() & 0xff];
  const flags = cursor.u32le();
  return size === 16 && !cursor.overrun ? { type, encrypt: (flags & SHARE_ENCRYPT) !== 0 } : undefined;
}
