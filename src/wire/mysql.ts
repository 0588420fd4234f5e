/**
 * MySQL and MariaDB packets up to the end of the login (MySQL internals, "Connection Phase"; MariaDB, "Connecting").
 * User names, databases, passwords and salts are passed over, never read.
 */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';

/** Bytes of a packet's header: three of length, one of sequence. */
export const MYSQL_HEADER_LENGTH = 4;

/** Capability flags that are asked for here. */
export const MYSQL_CAPABILITY = {
  connectWithDatabase: 0x8,
  compress: 0x20,
  protocol41: 0x200,
  tls: 0x800,
  secureConnection: 0x8000,
  pluginAuth: 0x8_0000,
  connectAttributes: 0x10_0000,
  pluginAuthLength: 0x20_0000,
} as const;

export interface MysqlPacket {
  readonly sequence: number;
  /** Offsets of the payload; `end` may lie beyond the bytes at hand. */
  readonly start: number;
  readonly end: number;
}

export interface MysqlGreeting {
  /** As sent, but without the `5.5.5-` that MariaDB puts in front for old replicas. */
  readonly version: string;
  readonly capabilities: number;
  /** The server can turn to TLS. */
  readonly offersTls: boolean;
  readonly authPlugin: string | undefined;
}

export interface MysqlError {
  readonly code: number;
  /** SQLSTATE, such as `28000`; servers leave it out before they know the client. */
  readonly sqlState: string | undefined;
}

export interface MysqlLogin {
  readonly capabilities: number;
  /** The packet asks for TLS, which begins right behind it, and for nothing else. */
  readonly asksTls: boolean;
  readonly authPlugin: string | undefined;
  /** The password itself is in the packet. */
  readonly cleartextCredentials: boolean;
}

/** First bytes of what a server sends. */
export const MYSQL_REPLY = {
  ok: 0x00,
  moreData: 0x01,
  nextFactor: 0x02,
  greeting: 0x0a,
  authSwitch: 0xfe,
  error: 0xff,
} as const;

/** Characters kept of a version or a plugin's name. */
const MAX_NAME = 64;
const SALT_FRONT = 8;
const GREETING_RESERVED = 10;
const LOGIN_RESERVED = 23;
/** Payload of a packet that asks for TLS: a login's up to the user name. */
const TLS_REQUEST_LENGTH = 32;
const MARIADB_PREFIX = '5.5.5-';
/** Send the password as it is (MySQL "Client-Side Cleartext Pluggable Authentication"; MariaDB "Authentication Plugin - PAM"). */
const CLEARTEXT_PLUGINS: ReadonlySet<string> = new Set(['mysql_clear_password', 'dialog']);

/** The header at `from`; `undefined` where the bytes end before it does. */
export function decodeMysqlPacket(bytes: Uint8Array, from = 0): MysqlPacket | undefined {
  const start = from + MYSQL_HEADER_LENGTH;
  if (start > bytes.length) return undefined;
  const length = bytes[from] | (bytes[from + 1] << 8) | (bytes[from + 2] << 16);
  return { sequence: bytes[from + 3], start, end: start + length };
}

/** Protocol 10. What a cut packet lacks is taken as not offered; `undefined` where the version is not there whole. */
export function decodeMysqlGreeting(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlGreeting | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  if (cursor.u8() !== MYSQL_REPLY.greeting) return undefined;
  const version = terminated(cursor);
  if (version === undefined) return undefined;
  cursor.skip(4 + SALT_FRONT + 1);
  let capabilities = cursor.u16le();
  cursor.skip(3);
  capabilities = (capabilities | (cursor.u16le() << 16)) >>> 0;
  const saltLength = cursor.u8() - SALT_FRONT;
  cursor.skip(GREETING_RESERVED);
  if (capabilities & MYSQL_CAPABILITY.secureConnection) cursor.skip(Math.max(13, saltLength));
  const plugin = capabilities & MYSQL_CAPABILITY.pluginAuth ? terminated(cursor, true) : undefined;
  return {
    version: version.startsWith(MARIADB_PREFIX) ? version.slice(MARIADB_PREFIX.length) : version,
    capabilities,
    offersTls: (capabilities & MYSQL_CAPABILITY.tls) !== 0,
    authPlugin: plugin,
  };
}

/** An ERR packet. Its message names users and hosts and is not read. */
export function decodeMysqlError(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlError | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const isError = cursor.u8() === MYSQL_REPLY.error;
  const code = cursor.u16le();
  if (!isError || cursor.overrun) return undefined;
  const marked = cursor.u8() === HASH ? asciiText(cursor.take(5)) : '';
  return { code, sqlState: /^[0-9A-Z]{5}$/.test(marked) ? marked : undefined };
}

/** What the client answers the greeting with, since MySQL 4.1; `undefined` for older ones. */
export function decodeMysqlLogin(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlLogin | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const capabilities = cursor.u32le();
  cursor.skip(5 + LOGIN_RESERVED);
  if (cursor.overrun || !(capabilities & MYSQL_CAPABILITY.protocol41)) return undefined;
  const asksTls = (capabilities & MYSQL_CAPABILITY.tls) !== 0 && end - start === TLS_REQUEST_LENGTH;
  if (asksTls) return { capabilities, asksTls, authPlugin: undefined, cleartextCredentials: false };
  skipTerminated(cursor); // user
  const answer = answerLength(cursor, capabilities);
  cursor.skip(answer);
  if (capabilities & MYSQL_CAPABILITY.connectWithDatabase) skipTerminated(cursor);
  const authPlugin = capabilities & MYSQL_CAPABILITY.pluginAuth ? terminated(cursor, true) : undefined;
  // A password ends in NUL, so that an empty one has a byte.
  return { capabilities, asksTls, authPlugin, cleartextCredentials: answer > 1 && isCleartextPlugin(authPlugin) };
}

/** The plugin that the server wants instead; `mysql_old_password` where it names none. */
export function decodeMysqlAuthSwitch(bytes: Uint8Array, { start, end }: MysqlPacket): string | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  if (cursor.u8() !== MYSQL_REPLY.authSwitch) return undefined;
  return end - start === 1 ? 'mysql_old_password' : terminated(cursor, true);
}

/** Whether the plugin sends the password as it is. */
export function isCleartextPlugin(plugin: string | undefined): boolean {
  return plugin !== undefined && CLEARTEXT_PLUGINS.has(plugin);
}

const HASH = 0x23;

function answerLength(cursor: ByteCursor, capabilities: number): number {
  if (capabilities & MYSQL_CAPABILITY.pluginAuthLength) return encodedLength(cursor);
  if (capabilities & MYSQL_CAPABILITY.secureConnection) return cursor.u8();
  const end = cursor.bytes.indexOf(0, cursor.position);
  return (end < 0 ? cursor.end : end + 1) - cursor.position;
}

/** A length-encoded integer of up to two bytes; longer ones are not met in a login. */
function encodedLength(cursor: ByteCursor): number {
  const first = cursor.u8();
  return first === 0xfc ? cursor.u16le() : first;
}

/** Text up to its NUL, at most `MAX_NAME` characters; some servers leave the last NUL of a packet out. */
function terminated(cursor: ByteCursor, endIsEnough = false): string | undefined {
  const start = cursor.position;
  const end = cursor.bytes.subarray(0, cursor.end).indexOf(0, start);
  if (cursor.overrun || (end < 0 && !endIsEnough)) return undefined;
  cursor.position = end < 0 ? cursor.end : end + 1;
  const text = asciiText(cursor.bytes, start, Math.min(end < 0 ? cursor.end : end, start + MAX_NAME));
  return text === '' ? undefined : text;
}

function skipTerminated(cursor: ByteCursor): void {
  const end = cursor.bytes.subarray(0, cursor.end).indexOf(0, cursor.position);
  cursor.skip(end < 0 ? cursor.remaining + 1 : end + 1 - cursor.position);
}
