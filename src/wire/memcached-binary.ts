/** memcached's binary protocol (memcached, doc/protocol-binary.txt): headers. Keys and values are passed over. */
import type { MemcachedStart } from './memcached-text.ts';

export const MEMCACHED_HEADER_LENGTH = 24;

export interface MemcachedHeader {
  readonly kind: 'request' | 'response';
  /** The command, quiet forms under the name of the others, as `get` for `GetKQ`. */
  readonly name: string;
  /** Of a response; 0 for success. */
  readonly status: number;
  readonly extrasLength: number;
  readonly keyLength: number;
  /** Of extras, key and value. */
  readonly bodyLength: number;
}

type Body = 'none' | 'key' | 'key?' | 'value';

interface Command {
  readonly name: string;
  /** Bytes of extras that a request may have. */
  readonly extras: readonly number[];
  readonly body: Body;
}

const COMMANDS: ReadonlyMap<number, Command> = new Map([
  ...command('get', [0], 'key', 0x00, 0x09, 0x0c, 0x0d),
  ...command('set', [8], 'value', 0x01, 0x11),
  ...command('add', [8], 'value', 0x02, 0x12),
  ...command('replace', [8], 'value', 0x03, 0x13),
  ...command('delete', [0], 'key', 0x04, 0x14),
  ...command('incr', [20], 'key', 0x05, 0x15),
  ...command('decr', [20], 'key', 0x06, 0x16),
  ...command('quit', [0], 'none', 0x07, 0x17),
  ...command('flush_all', [0, 4], 'none', 0x08, 0x18),
  ...command('noop', [0], 'none', 0x0a),
  ...command('version', [0], 'none', 0x0b),
  ...command('append', [0], 'value', 0x0e, 0x19),
  ...command('prepend', [0], 'value', 0x0f, 0x1a),
  ...command('stats', [0], 'key?', 0x10),
  ...command('verbosity', [4], 'none', 0x1b),
  ...command('touch', [4], 'key', 0x1c),
  ...command('gat', [4], 'key', 0x1d, 0x1e, 0x23, 0x24),
  ...command('sasl_list_mechs', [0], 'none', 0x20),
  ...command('sasl_auth', [0], 'value', 0x21),
  ...command('sasl_step', [0], 'value', 0x22),
]);

function command(name: string, extras: readonly number[], body: Body, ...opcodes: number[]): [number, Command][] {
  return opcodes.map((opcode) => [opcode, { name, extras, body }]);
}

interface Status {
  readonly result: string;
  /** The server could not do it, or would not: a missing key is no error. */
  readonly isError: boolean;
}

const STATUS: ReadonlyMap<number, Status> = new Map([
  [0x00, { result: 'success', isError: false }],
  [0x01, { result: 'key not found', isError: false }],
  [0x02, { result: 'key exists', isError: false }],
  [0x03, { result: 'value too large', isError: true }],
  [0x04, { result: 'invalid arguments', isError: true }],
  [0x05, { result: 'item not stored', isError: false }],
  [0x06, { result: 'not a number', isError: true }],
  [0x20, { result: 'authentication error', isError: true }],
  [0x21, { result: 'authentication continues', isError: false }],
  [0x81, { result: 'unknown command', isError: true }],
  [0x82, { result: 'out of memory', isError: true }],
  [0x83, { result: 'not supported', isError: true }],
  [0x84, { result: 'internal error', isError: true }],
  [0x85, { result: 'busy', isError: true }],
  [0x86, { result: 'temporary failure', isError: true }],
]);

const REQUEST = 0x80;
const RESPONSE = 0x81;
const MAX_KEY = 250;
/** The largest item that a server can be told to take. */
const MAX_BODY = 0x4000_0000;

/** In words; `status 9` for those not listed, which are no success. */
export function memcachedStatus(status: number): Status {
  return STATUS.get(status) ?? { result: `status ${status}`, isError: true };
}

/** The header at `at`, which must be there whole. `undefined` when its fields contradict each other, or mean nothing here. */
export function decodeMemcachedHeader(bytes: Uint8Array, at = 0): MemcachedHeader | undefined {
  if (bytes.length - at < MEMCACHED_HEADER_LENGTH) return undefined;
  const known = COMMANDS.get(bytes[at + 1]);
  const keyLength = (bytes[at + 2] << 8) | bytes[at + 3];
  const extrasLength = bytes[at + 4];
  const status = (bytes[at + 6] << 8) | bytes[at + 7];
  const bodyLength = bytes[at + 8] * 0x100_0000 + ((bytes[at + 9] << 16) | (bytes[at + 10] << 8) | bytes[at + 11]);
  if (known === undefined || bytes[at + 5] !== RAW || keyLength > MAX_KEY) return undefined;
  if (bodyLength < keyLength + extrasLength || bodyLength > MAX_BODY) return undefined;
  const isRequest = bytes[at] === REQUEST;
  const head = { name: known.name, extrasLength, keyLength, bodyLength };
  if (isRequest) return fits(known, head) && status === 0 ? { ...head, kind: 'request', status } : undefined;
  if (bytes[at] !== RESPONSE || (extrasLength !== 0 && extrasLength !== 4)) return undefined;
  return { ...head, kind: 'response', status };
}

/** The only type of data there is. */
const RAW = 0;

function fits(
  { extras, body }: Command,
  head: Pick<MemcachedHeader, 'extrasLength' | 'keyLength' | 'bodyLength'>,
): boolean {
  const valueLength = head.bodyLength - head.keyLength - head.extrasLength;
  if (!extras.includes(head.extrasLength) || (body !== 'value' && valueLength > 0)) return false;
  return body === 'key?' || (body === 'none' ? head.keyLength === 0 : head.keyLength > 0);
}

/** Whether bytes begin a message: a header whose fields fit each other, and a status that is listed. */
export function matchMemcachedBinary(bytes: Uint8Array): MemcachedStart {
  if (bytes.length >= MEMCACHED_HEADER_LENGTH) {
    const header = decodeMemcachedHeader(bytes);
    return header !== undefined && STATUS.has(header.status) ? 'match' : 'reject';
  }
  if (bytes.length > 0 && bytes[0] !== REQUEST && bytes[0] !== RESPONSE) return 'reject';
  if (bytes.length > 1 && !COMMANDS.has(bytes[1])) return 'reject';
  return bytes.length > 5 && bytes[5] !== RAW ? 'reject' : 'more';
}
