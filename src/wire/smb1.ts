/** SMB 1 messages ([MS-CIFS] 2.2, [MS-SMB] 2.2): the header, and the bodies that say how client and server came to terms. */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText, utf16leText } from '../bytes/text.ts';
import type { ShareType } from './smb2.ts';

export const SMB1_HEADER = 32;

export const SMB1_COMMAND = { negotiate: 0x72, sessionSetup: 0x73, treeConnect: 0x75, none: 0xff } as const;

/** Bytes read of one text: the longest is a path, as in `smb2.ts`. */
export const MAX_TEXT = 1024;
/** Dialects kept of one request; Windows offers 6, others up to 11. */
export const MAX_DIALECTS = 32;

const FLAG_RESPONSE = 0x80;
const FLAG2_NT_STATUS = 0x4000;
const FLAG2_UNICODE = 0x8000;

export interface Smb1Header {
  readonly command: number;
  readonly response: boolean;
  /** NTSTATUS; a DOS error as it stands: class, and the code in the upper half. */
  readonly status: number;
  readonly ntStatus: boolean;
  readonly unicode: boolean;
  /** Tells which response answers which request. */
  readonly messageId: string;
}

/** The header whose protocol id `FF 'SMB'` stands at `start`; undefined when it is cut. */
export function decodeSmb1Header(bytes: Uint8Array, start: number, end = bytes.length): Smb1Header | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  if (cursor.u32() !== 0xff534d42) return undefined;
  const command = cursor.u8();
  const status = cursor.u32le();
  const flags = cursor.u8();
  const flags2 = cursor.u16le();
  cursor.skip(14); // the process id's upper half, signature, reserved, tree id
  const process = cursor.u16le();
  cursor.skip(2);
  const messageId = `${process}-${cursor.u16le()}`;
  if (cursor.overrun) return undefined;
  return {
    command,
    response: (flags & FLAG_RESPONSE) !== 0,
    status,
    ntStatus: (flags2 & FLAG2_NT_STATUS) !== 0,
    unicode: (flags2 & FLAG2_UNICODE) !== 0,
    messageId,
  };
}

/** The parameter words and the data bytes of one command, and where the next of an AndX chain begins. */
interface Smb1Body {
  readonly words: ByteCursor;
  readonly data: ByteCursor;
}

function bodyAt(bytes: Uint8Array, at: number, end: number): Smb1Body | undefined {
  const cursor = new ByteCursor(bytes, at, end);
  const words = cursor.nested(2 * cursor.u8());
  const data = cursor.nested(Math.min(cursor.u16le(), cursor.remaining));
  return cursor.overrun || words.overrun ? undefined : { words, data };
}

/** A command of a message that may chain several ([MS-CIFS] 2.2.3.4). */
export interface Smb1Command {
  readonly command: number;
  /** Where its parameter words begin, in the bytes. */
  readonly at: number;
}

/** Commands of one chain that are followed. */
const MAX_CHAIN = 4;
const CHAINED: readonly number[] = [SMB1_COMMAND.sessionSetup, SMB1_COMMAND.treeConnect];

/** The command of the header at `start`, then those chained to it; each must lie behind the one before. */
export function smb1Commands(bytes: Uint8Array, start: number, end: number): Smb1Command[] {
  const commands: Smb1Command[] = [{ command: bytes[start + 4], at: start + SMB1_HEADER }];
  for (let last = commands[0]; commands.length < MAX_CHAIN && CHAINED.includes(last.command); ) {
    const words = bodyAt(bytes, last.at, end)?.words;
    if (words === undefined || words.remaining < 4) break;
    const command = words.u8();
    words.skip(1);
    const at = start + words.u16le();
    if (command === SMB1_COMMAND.none || at <= last.at || at >= end) break;
    last = { command, at };
    commands.push(last);
  }
  return commands;
}

/** Names such as `NT LM 0.12`, each behind a byte 2 ([MS-CIFS] 2.2.4.52.1). */
export function decodeSmb1Dialects(bytes: Uint8Array, at: number, end: number): string[] {
  const data = bodyAt(bytes, at, end)?.data;
  const dialects: string[] = [];
  while (data !== undefined && dialects.length < MAX_DIALECTS && data.u8() === 2) {
    dialects.push(asciiZ(data));
  }
  return dialects;
}

export interface Smb1NegotiateResponse {
  /** Index into the dialects of the request; undefined when the server wants none of them. */
  readonly dialect: number | undefined;
  readonly signing: 'disabled' | 'enabled' | 'required';
}

const NO_DIALECT = 0xffff;
const SIGNING_ENABLED = 0x04;
const SIGNING_REQUIRED = 0x08;

/** [MS-CIFS] 2.2.4.52.2: a single word, or with it the security mode. */
export function decodeSmb1NegotiateResponse(
  bytes: Uint8Array,
  at: number,
  end: number,
): Smb1NegotiateResponse | undefined {
  const words = bodyAt(bytes, at, end)?.words;
  if (words === undefined || words.remaining < 2) return undefined;
  const index = words.u16le();
  const mode = words.remaining > 0 ? words.u8() : 0;
  return {
    dialect: index === NO_DIALECT ? undefined : index,
    signing: mode & SIGNING_REQUIRED ? 'required' : mode & SIGNING_ENABLED ? 'enabled' : 'disabled',
  };
}

/** Whether the server let the client in as a guest ([MS-CIFS] 2.2.4.53.2); undefined when the answer has no body. */
export function decodeSmb1Guest(bytes: Uint8Array, at: number, end: number): boolean | undefined {
  const words = bodyAt(bytes, at, end)?.words;
  if (words === undefined || words.remaining < 6) return undefined;
  words.skip(4);
  return (words.u16le() & 1) !== 0;
}

/** The path, `\\server\share`, of a tree connect request ([MS-CIFS] 2.2.4.55.1). The password before it is passed over. */
export function decodeSmb1TreePath(
  bytes: Uint8Array,
  start: number,
  at: number,
  end: number,
  unicode: boolean,
): string | undefined {
  const body = bodyAt(bytes, at, end);
  if (body === undefined || body.words.remaining < 8) return undefined;
  const { words, data } = body;
  words.skip(6);
  data.skip(words.u16le());
  if (unicode) data.skip((data.position - start) & 1);
  const path = unicode ? utf16Z(data) : asciiZ(data);
  return data.overrun ? undefined : path;
}

/** The service that a tree connect response names ([MS-CIFS] 2.2.4.55.2). */
export function decodeSmb1ShareType(bytes: Uint8Array, at: number, end: number): ShareType | undefined {
  const data = bodyAt(bytes, at, end)?.data;
  return data && SERVICES.get(asciiZ(data));
}

const SERVICES: ReadonlyMap<string, ShareType> = new Map([
  ['A:', 'disk'],
  ['LPT1:', 'printer'],
  ['IPC', 'pipe'],
]);

function asciiZ(cursor: ByteCursor): string {
  const end = cursor.bytes.indexOf(0, cursor.position);
  if (end < 0 || end >= cursor.end) {
    cursor.skip(cursor.remaining + 1);
    return '';
  }
  const text = asciiText(cursor.bytes, cursor.position, Math.min(end, cursor.position + MAX_TEXT));
  cursor.position = end + 1;
  return text;
}

function utf16Z(cursor: ByteCursor): string {
  const start = cursor.position;
  while (cursor.u16le() !== 0);
  const end = cursor.overrun ? start : cursor.position - 2;
  return utf16leText(cursor.bytes, start, Math.min(end, start + MAX_TEXT));
}
