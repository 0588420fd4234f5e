/** NetBIOS datagrams (RFC 1002 4.4): who sends to which name, and the mailslot of an SMB message inside. */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';
import { decodeNetbiosName, type NetbiosName } from './netbios-name.ts';

export const NETBIOS_DATAGRAM_TYPES = {
  16: 'direct-unique',
  17: 'direct-group',
  18: 'broadcast',
  19: 'error',
  20: 'query-request',
  21: 'positive-query-response',
  22: 'negative-query-response',
} as const;

export interface NetbiosDatagram {
  readonly type: (typeof NETBIOS_DATAGRAM_TYPES)[keyof typeof NETBIOS_DATAGRAM_TYPES];
  readonly source: NetbiosName | undefined;
  readonly destination: NetbiosName | undefined;
  /** Such as `\MAILSLOT\BROWSE`. */
  readonly mailslot: string | undefined;
  /** RFC 1002 4.4.3, of type `error`. */
  readonly error: number | undefined;
}

/** Type, flags, id, address and port of the sender. */
const HEADER_LENGTH = 10;
/** The rest of the header of those that carry data: length and offset. */
const DATA_HEADER_LENGTH = 14;
const FIRST_DATA = 0x10;
const LAST_DATA = 0x12;
const ERROR = 0x13;
/** Name not present, source name and destination name of bad form. */
const ERRORS: readonly number[] = [0x82, 0x83, 0x84];
const MAX_MAILSLOT = 64;

/** Undefined when the bytes are no datagram of this service: type, flags, lengths and names must all fit. */
export function decodeNetbiosDatagram(bytes: Uint8Array): NetbiosDatagram | undefined {
  const code = bytes[0] as keyof typeof NETBIOS_DATAGRAM_TYPES;
  const type = NETBIOS_DATAGRAM_TYPES[code];
  if (type === undefined || (bytes[1] & 0xf0) !== 0 || bytes.length < HEADER_LENGTH) return undefined;
  const cursor = new ByteCursor(bytes, HEADER_LENGTH);
  if (code >= FIRST_DATA && code <= LAST_DATA) return withData(cursor, type);
  if (code === ERROR) {
    const error = cursor.u8();
    const isError = ERRORS.includes(error) && cursor.remaining === 0;
    return isError ? { type, source: undefined, destination: undefined, mailslot: undefined, error } : undefined;
  }
  const destination = decodeNetbiosName(cursor, 0);
  if (destination === undefined) return undefined;
  return { type, source: undefined, destination, mailslot: undefined, error: undefined };
}

function withData(cursor: ByteCursor, type: NetbiosDatagram['type']): NetbiosDatagram | undefined {
  const length = cursor.u16();
  const offset = cursor.u16();
  if (offset !== 0 || length !== cursor.bytes.length - DATA_HEADER_LENGTH) return undefined;
  const source = decodeNetbiosName(cursor, 0);
  const destination = source === undefined ? undefined : decodeNetbiosName(cursor, 0);
  if (destination === undefined) return undefined;
  return { type, source, destination, mailslot: mailslotOf(cursor), error: undefined };
}

const SMB1_TRANSACTION = [0xff, 0x53, 0x4d, 0x42, 0x25];
const SMB1_HEADER = 32;

/** The name of an SMB transaction, ASCII, behind its parameter words ([MS-CIFS] 2.2.4.33.1). */
function mailslotOf(cursor: ByteCursor): string | undefined {
  if (!SMB1_TRANSACTION.every((byte) => cursor.u8() === byte)) return undefined;
  cursor.skip(SMB1_HEADER - SMB1_TRANSACTION.length);
  cursor.skip(2 * cursor.u8());
  cursor.skip(2);
  const end = cursor.bytes.indexOf(0, cursor.position);
  if (cursor.overrun || end < 0 || end - cursor.position > MAX_MAILSLOT) return undefined;
  return asciiText(cursor.bytes, cursor.position, end);
}
