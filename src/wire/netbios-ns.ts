/** NetBIOS name service messages (RFC 1002 4.2): DNS's format with names, operations and records of their own. */
import { ByteCursor } from '../bytes/cursor.ts';
import { ipv4Text } from '../bytes/ip-address.ts';
import { decodeNetbiosName, type NetbiosName, netbiosNameOf } from './netbios-name.ts';

/** Addresses and names kept of one message. */
export const MAX_ENTRIES = 64;

/** RFC 1002 4.2.1.1; 9 is what some implementations send for a refresh, 15 is Microsoft's multi-homed registration. */
export const NETBIOS_OPERATIONS: Readonly<Record<number, string>> = {
  0: 'query',
  5: 'registration',
  6: 'release',
  7: 'wait-for-acknowledgement',
  8: 'refresh',
  9: 'refresh',
  15: 'multi-homed-registration',
};

/** RFC 1002 4.2.6, 4.2.11, 4.2.14. */
const CODES: Readonly<Record<number, string>> = {
  0: 'no error',
  1: 'format error',
  2: 'server failure',
  3: 'name does not exist',
  4: 'not implemented',
  5: 'refused',
  6: 'name is owned by another node',
  7: 'name is in conflict',
};

export const NETBIOS_TYPE = { NB: 0x20, NBSTAT: 0x21, NULL: 0x0a } as const;

export interface NetbiosNsMessage {
  readonly id: number;
  readonly response: boolean;
  /** Code of `NETBIOS_OPERATIONS`. */
  readonly operation: number;
  readonly broadcast: boolean;
  readonly code: number;
  /** Asked for, or owned. */
  readonly name: NetbiosName;
  /** Of the question, else of the record. */
  readonly type: number;
  /** IPv4 addresses that the message says the name has or claims. */
  readonly addresses: readonly string[];
  /** All names of the node, in the answer to a status request. */
  readonly names: readonly NetbiosName[];
}

const HEADER_LENGTH = 12;
const RESPONSE = 0x8000;
const BROADCAST = 0x0010;
/** Zero in every message (RFC 1002 4.2.1.1). */
const RESERVED = 0x0060;
const CLASS_IN = 1;
const STATUS_ENTRY = 18;
const ADDRESS_ENTRY = 6;

/** Undefined when it is no message of this service, or its first name could not be read. */
export function decodeNetbiosNsMessage(bytes: Uint8Array): NetbiosNsMessage | undefined {
  const cursor = new ByteCursor(bytes);
  const id = cursor.u16();
  const flags = cursor.u16();
  const questions = cursor.u16();
  const records = cursor.u16() + cursor.u16() + cursor.u16();
  const operation = (flags >> 11) & 0xf;
  if (cursor.overrun || questions > 1 || questions + records === 0) return undefined;
  if ((flags & RESERVED) !== 0 || !(operation in NETBIOS_OPERATIONS)) return undefined;
  const subject = question(cursor);
  if (subject === undefined) return undefined;
  if (questions === 0) cursor.position = HEADER_LENGTH;
  const record = records > 0 ? readRecord(cursor) : undefined;
  return {
    id,
    response: (flags & RESPONSE) !== 0,
    operation,
    broadcast: (flags & BROADCAST) !== 0,
    code: flags & 0xf,
    ...subject,
    addresses: record?.addresses ?? [],
    names: record?.names ?? [],
  };
}

/** `code 9` where RFC 1002 has no name for it. */
export function netbiosCodeName(code: number): string {
  return CODES[code] ?? `code ${code}`;
}

/** Name, type and class: how a question and a record begin. */
function question(cursor: ByteCursor): { name: NetbiosName; type: number } | undefined {
  const name = decodeNetbiosName(cursor, 0);
  const type = cursor.u16();
  const isKnown = type === NETBIOS_TYPE.NB || type === NETBIOS_TYPE.NBSTAT || type === NETBIOS_TYPE.NULL;
  return name !== undefined && isKnown && cursor.u16() === CLASS_IN && !cursor.overrun ? { name, type } : undefined;
}

function readRecord(cursor: ByteCursor): Pick<NetbiosNsMessage, 'addresses' | 'names'> | undefined {
  const subject = question(cursor);
  cursor.skip(4); // time to live
  const length = cursor.u16();
  if (subject === undefined || cursor.overrun) return undefined;
  const data = cursor.nested(Math.min(length, cursor.remaining));
  return {
    addresses: subject.type === NETBIOS_TYPE.NB ? readAddresses(data) : [],
    names: subject.type === NETBIOS_TYPE.NBSTAT ? readNames(data) : [],
  };
}

function readAddresses(data: ByteCursor): string[] {
  const addresses: string[] = [];
  while (data.remaining >= ADDRESS_ENTRY && addresses.length < MAX_ENTRIES) {
    data.skip(2); // flags: group or unique, kind of node
    addresses.push(ipv4Text(data.take(4)));
  }
  return addresses;
}

function readNames(data: ByteCursor): NetbiosName[] {
  const names: NetbiosName[] = [];
  const count = Math.min(data.u8(), MAX_ENTRIES);
  while (names.length < count && data.remaining >= STATUS_ENTRY) {
    names.push(netbiosNameOf(data.take(16)));
    data.skip(2);
  }
  return names;
}
