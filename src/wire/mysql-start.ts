/** Whether bytes begin a packet of MySQL: a greeting, a login, or, of a flow that began earlier, a query or its answer. */
import { ByteCursor } from '../bytes/cursor.ts';
import { decodeMysqlPacket, MYSQL_CAPABILITY, MYSQL_HEADER_LENGTH, MYSQL_REPLY, type MysqlPacket } from './mysql.ts';

/** `more`: it may, if the rest fits. */
export type MysqlStart = 'match' | 'reject' | 'more';

/** Either side's first bytes. A packet that opens an exchange has number 0, its answer 1. */
export function matchMysqlStart(bytes: Uint8Array): MysqlStart {
  if (bytes.length <= MYSQL_HEADER_LENGTH) return bytes.length < 3 || bytes[2] <= 1 ? 'more' : 'reject';
  const packet = decodeMysqlPacket(bytes)!;
  if (packet.end === packet.start) return 'reject';
  if (packet.sequence === 0) return matchOpening(bytes, packet);
  if (packet.sequence !== 1) return 'reject';
  const length = packet.end - packet.start;
  if (length === 1) return matchResultSet(bytes, packet);
  return length === OK_LENGTH ? matchOk(bytes, packet) : matchLogin(bytes, packet);
}

const COMMAND = { query: 0x03, ping: 0x0e, prepare: 0x16 } as const;
const MAX_VERSION = 64;
const MAX_GREETING = 512;
const MAX_ERROR = 1024;
/** Error numbers begin at 1000; the highest in use are below 16000. */
const FIRST_ERROR = 1000;
const LAST_ERROR = 15_999;
/** With nothing changed and no message, as most are. */
const OK_LENGTH = 7;
const HIGHEST_STATUS = 0x7fff;
const AUTOCOMMIT = 0x02;
const MIN_LOGIN = 32;
const MAX_LOGIN = 0x1_0000;

function matchOpening(bytes: Uint8Array, packet: MysqlPacket): MysqlStart {
  switch (bytes[packet.start]) {
    case MYSQL_REPLY.greeting:
      return matchGreeting(bytes, packet);
    case MYSQL_REPLY.error:
      return matchError(bytes, packet);
    case COMMAND.query:
    case COMMAND.prepare:
      return matchStatement(bytes, packet);
    case COMMAND.ping:
      // Five bytes prove nothing; the answer decides.
      return packet.end === bytes.length && bytes.length === MYSQL_HEADER_LENGTH + 1 ? 'more' : 'reject';
    default:
      return 'reject';
  }
}

/** Version with a digit and a dot, then thread, salt and NUL, and flags of a server that is younger than 4.1. */
function matchGreeting(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlStart {
  if (end - start > MAX_GREETING) return 'reject';
  const from = start + 1;
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(end, from + MAX_VERSION)));
  const nul = text.indexOf('\0');
  if (!/^(?:\d{1,2}(?:$|\.(?:$|\d))|$)[\x20-\x7e]*$/.test(nul < 0 ? text : text.slice(0, nul))) return 'reject';
  if (nul < 0) return text.length < Math.min(end - from, MAX_VERSION) ? 'more' : 'reject';
  const cursor = new ByteCursor(bytes, from + nul + 1, end);
  cursor.skip(4 + 8);
  const filler = cursor.u8();
  const flags = cursor.u16le();
  cursor.skip(6);
  const reserved = cursor.take(6);
  if (cursor.overrun) return bytes.length < end ? 'more' : 'reject';
  const isGreeting =
    filler === 0 && (flags & MYSQL_CAPABILITY.protocol41) !== 0 && reserved.every((byte) => byte === 0);
  return isGreeting && nul > 2 ? 'match' : 'reject';
}

/** Messages are in English unless somebody sets `lc_messages`; other bytes would let in too much. */
function matchError(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlStart {
  if (end - start > MAX_ERROR || end - start < 9) return 'reject';
  const cursor = new ByteCursor(bytes, start + 1, end);
  const code = cursor.u16le();
  if (cursor.overrun) return 'more';
  if (code < FIRST_ERROR || code > LAST_ERROR) return 'reject';
  if (bytes.subarray(start + 3, end).some((byte) => byte < 0x20 || byte > 0x7e)) return 'reject';
  return bytes.length < end ? 'more' : 'match';
}

const STATEMENT =
  /^(?:\/\*|(?:select|show|set|insert|update|delete|replace|commit|rollback|begin|start|call|create|alter|drop|use|kill|with|truncate)\b)/i;

/** A statement by its first word; since MySQL 8.0.23 two counts of parameters may stand in front. */
function matchStatement(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlStart {
  const from = bytes[start + 1] === 0 ? start + 3 : start + 1;
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(end, from + 16)));
  if (STATEMENT.test(text)) return 'match';
  return bytes.length < Math.min(end, from + 16) && /^[a-z/]*$/i.test(text) ? 'more' : 'reject';
}

/** The number of columns, then the first of them, which is in the catalogue `def`. */
function matchResultSet(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlStart {
  if (bytes[start] === 0 || bytes[start] > 0xfa) return 'reject';
  const column = decodeMysqlPacket(bytes, end);
  if (column === undefined) return 'more';
  if (column.sequence !== 2 || column.end - column.start < 20) return 'reject';
  const catalogue = String.fromCharCode(...bytes.subarray(column.start, column.start + 4));
  if (catalogue === '\x03def') return 'match';
  return '\x03def'.startsWith(catalogue) ? 'more' : 'reject';
}

function matchOk(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlStart {
  const cursor = new ByteCursor(bytes, start, end);
  const isOk = cursor.u8() === MYSQL_REPLY.ok;
  const changed = cursor.u16le();
  const status = cursor.u16le();
  const warnings = cursor.u16le();
  if (cursor.overrun) return isOk ? 'more' : 'reject';
  const isPlausible = changed === 0 && (status & AUTOCOMMIT) !== 0 && status <= HIGHEST_STATUS && warnings === 0;
  return isOk && isPlausible && bytes.length === end ? 'match' : 'reject';
}

/** Flags that every client since 4.1 sets, and the reserved bytes; MariaDB has put flags into the last four of them. */
function matchLogin(bytes: Uint8Array, { start, end }: MysqlPacket): MysqlStart {
  const length = end - start;
  if (length < MIN_LOGIN || length > MAX_LOGIN) return 'reject';
  const cursor = new ByteCursor(bytes, start, end);
  const flags = cursor.u32le();
  cursor.skip(5);
  const reserved = cursor.take(19);
  if (cursor.overrun) return 'more';
  const wanted = MYSQL_CAPABILITY.protocol41 | MYSQL_CAPABILITY.secureConnection;
  return (flags & wanted) === wanted && reserved.every((byte) => byte === 0) ? 'match' : 'reject';
}
