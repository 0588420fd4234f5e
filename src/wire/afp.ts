/** AFP (Apple, "Apple Filing Protocol Reference", 3.4): what a server says of itself, how a client logs in, which volumes it sees. */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText, utf8Text } from '../bytes/text.ts';

export const AFP_COMMAND = {
  getServerInfo: 15,
  getServerParameters: 16,
  login: 18,
  loginContinue: 19,
  openVolume: 24,
  loginExtended: 63,
} as const;

/** The last command that the reference lists: FPSyncFork. */
export const LAST_AFP_COMMAND = 79;
/** Entries kept of one list. */
export const MAX_ENTRIES = 64;

/** Result codes (AFP reference, "Result Codes"). */
const RESULTS: Readonly<Record<number, string>> = {
  0: 'kFPNoErr',
  [-5000]: 'kFPAccessDenied',
  [-5001]: 'kFPAuthContinue',
  [-5002]: 'kFPBadUAM',
  [-5003]: 'kFPBadVersNum',
  [-5004]: 'kFPBitmapErr',
  [-5012]: 'kFPItemNotFound',
  [-5014]: 'kFPMiscErr',
  [-5016]: 'kFPNoServer',
  [-5018]: 'kFPObjectNotFound',
  [-5019]: 'kFPParamErr',
  [-5023]: 'kFPUserNotAuth',
  [-5024]: 'kFPCallNotSupported',
  [-5027]: 'kFPServerGoingDown',
  [-5042]: 'kFPPwdExpiredErr',
  [-5045]: 'kFPPwdNeedsChangeErr',
};

export const AFP_CONTINUE = -5001;

/** `code -5099` for one that is not listed. */
export function afpResultName(code: number): string {
  return RESULTS[code] ?? `code ${code}`;
}

export interface AfpServerInfo {
  /** The UTF-8 name where the server gives one. */
  readonly serverName: string;
  readonly machineType: string;
  /** Such as `AFP3.4`. */
  readonly versions: readonly string[];
  /** User authentication methods, such as `DHX2` and `Client Krb v2`. */
  readonly methods: readonly string[];
}

const SERVER_NAME = 10;
/** kSupportsUTF8SrvrName. */
const HAS_UTF8_NAME = 0x100;

/** The block that FPGetSrvrInfo and DSIGetStatus reply with; all offsets count from its start. */
export function decodeAfpServerInfo(block: Uint8Array): AfpServerInfo | undefined {
  const cursor = new ByteCursor(block);
  const machineType = cursor.u16();
  const versions = cursor.u16();
  const methods = cursor.u16();
  cursor.skip(2);
  const flags = cursor.u16();
  const serverName = shortString(cursor);
  cursor.skip(cursor.position & 1);
  cursor.skip(6); // signature, network addresses, directory names
  const utf8At = flags & HAS_UTF8_NAME ? cursor.u16() : 0;
  const utf8Name = cursor.overrun || utf8At === 0 ? undefined : longString(new ByteCursor(block, utf8At));
  const lists = [versions, methods].map((at) => readList(block, at));
  const machine = new ByteCursor(block, machineType);
  const info = { serverName: utf8Name ?? serverName, machineType: shortString(machine) };
  if (Math.min(machineType, versions, methods) <= SERVER_NAME || machine.overrun || !lists[0] || !lists[1])
    return undefined;
  return { ...info, versions: lists[0], methods: lists[1] };
}

function readList(block: Uint8Array, at: number): string[] | undefined {
  const cursor = new ByteCursor(block, at);
  const count = cursor.u8();
  const entries: string[] = [];
  while (entries.length < Math.min(count, MAX_ENTRIES) && !cursor.overrun) entries.push(shortString(cursor));
  return cursor.overrun ? undefined : entries;
}

/** Version and method of FPLogin, or of FPLoginExt, behind the command's byte. Who logs in, and with what, is not read. */
export function decodeAfpLogin(body: Uint8Array): { readonly version: string; readonly method: string } | undefined {
  const cursor = new ByteCursor(body);
  // FPLoginExt: a pad byte and flags.
  if (cursor.u8() === AFP_COMMAND.loginExtended) cursor.skip(3);
  const version = shortString(cursor);
  const method = shortString(cursor);
  return cursor.overrun ? undefined : { version, method };
}

/** The volume that FPOpenVol asks for; the password behind it is not read. */
export function decodeAfpOpenVolume(body: Uint8Array): string | undefined {
  const cursor = new ByteCursor(body);
  cursor.skip(4); // command, pad, bitmap
  const name = shortString(cursor);
  return cursor.overrun ? undefined : name;
}

/** The volumes that FPGetSrvrParms lists. */
export function decodeAfpVolumes(body: Uint8Array): string[] {
  const cursor = new ByteCursor(body);
  cursor.skip(4); // the server's time
  const count = Math.min(cursor.u8(), MAX_ENTRIES);
  const volumes: string[] = [];
  while (volumes.length < count) {
    cursor.skip(1);
    const name = shortString(cursor);
    if (cursor.overrun) break;
    volumes.push(name);
  }
  return volumes;
}

/** One byte of length; Mac OS Roman up to AFP 2, of which the ASCII half is read as such, and UTF-8 since. */
function shortString(cursor: ByteCursor): string {
  const bytes = cursor.take(cursor.u8());
  return bytes.every((byte) => byte < 0x80) ? asciiText(bytes) : utf8Text(bytes);
}

function longString(cursor: ByteCursor): string | undefined {
  const bytes = cursor.take(cursor.u16());
  return cursor.overrun ? undefined : utf8Text(bytes);
}
