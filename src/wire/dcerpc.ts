/** Connection-oriented DCE/RPC (C706 12.6, [MS-RPCE] 2.2.2): headers, binds and their answers, and where stub data lies. */
import { ByteCursor } from '../bytes/cursor.ts';
import { NdrReader } from './ndr.ts';

export const RPC_HEADER = 16;
/** Before the stub of a request or a response; a request may have an object's UUID behind it. */
export const RPC_CALL_HEADER = 24;

export const RPC_PDU = {
  request: 0,
  response: 2,
  fault: 3,
  bind: 11,
  bindAck: 12,
  bindNak: 13,
  alterContext: 14,
  alterContextResponse: 15,
  auth3: 16,
  shutdown: 17,
  cancel: 18,
  orphaned: 19,
} as const;

export const RPC_FLAG = { first: 1, last: 2, object: 0x80 } as const;

/** Contexts of one bind that are read; Windows offers each interface in three. */
export const MAX_CONTEXTS = 32;

const PDU_TYPES: readonly number[] = Object.values(RPC_PDU);
const LITTLE_ENDIAN = 0x10;
const SECURITY_TRAILER = 8;
const PRIVACY = 6;

export interface RpcHeader {
  readonly type: number;
  readonly flags: number;
  readonly littleEndian: boolean;
  /** Of the whole PDU, this header included. */
  readonly length: number;
  readonly authLength: number;
  readonly callId: number;
}

/** The header at `at`; undefined when it is cut, or no header of version 5. */
export function decodeRpcHeader(bytes: Uint8Array, at: number): RpcHeader | undefined {
  if (bytes.length - at < RPC_HEADER || !isRpcHeaderStart(bytes, at)) return undefined;
  const littleEndian = bytes[at + 4] === LITTLE_ENDIAN;
  const reader = new NdrReader(bytes, at + 8, at + RPC_HEADER, littleEndian, false);
  const length = reader.u16();
  const authLength = reader.u16();
  const callId = reader.u32();
  if (length < RPC_HEADER + (authLength > 0 ? authLength + SECURITY_TRAILER : 0)) return undefined;
  return { type: bytes[at + 2], flags: bytes[at + 3], littleEndian, length, authLength, callId };
}

/** As much as there is of version, type, and the representation of data: ASCII and IEEE, as everything has used. */
export function isRpcHeaderStart(bytes: Uint8Array, at: number): boolean {
  const fits = (offset: number, allowed: (byte: number) => boolean) =>
    at + offset >= bytes.length || allowed(bytes[at + offset]);
  return (
    fits(0, (version) => version === 5) &&
    fits(1, (minor) => minor <= 1) &&
    fits(2, (type) => PDU_TYPES.includes(type)) &&
    fits(4, (integers) => integers === LITTLE_ENDIAN || integers === 0) &&
    [5, 6, 7].every((offset) => fits(offset, (byte) => byte === 0))
  );
}

export interface RpcInterface {
  readonly uuid: string;
  /** Such as `3.0`. */
  readonly version: string;
}

/** An interface offered for use under an id, in one of several encodings. */
export interface RpcContext extends RpcInterface {
  readonly id: number;
}

/** The body of a bind or alter context, all of whose PDU lies at `at` (C706 12.6.4.3). */
export function decodeRpcContexts(bytes: Uint8Array, at: number, header: RpcHeader): RpcContext[] | undefined {
  const reader = bodyOf(bytes, at, header);
  reader.cursor.skip(8); // fragment sizes and the association group
  const count = reader.cursor.u8();
  if (reader.cursor.u24() !== 0 || count === 0) return undefined;
  const contexts: RpcContext[] = [];
  for (let index = 0; index < Math.min(count, MAX_CONTEXTS); index++) {
    const id = reader.u16();
    const encodings = reader.cursor.u8();
    reader.cursor.skip(1);
    const context = { id, ...readInterface(reader) };
    reader.cursor.skip(encodings * 20);
    if (reader.overrun || encodings === 0) return undefined;
    contexts.push(context);
  }
  return contexts;
}

export interface RpcContextResult {
  /** 0 accepted, 1 and 2 rejected, 3 the answer to an offer of features ([MS-RPCE] 2.2.2.4). */
  readonly result: number;
  readonly reason: string;
  /** The encoding chosen is NDR64. */
  readonly wide: boolean;
}

const NDR64 = '71710533-beba-4937-8319-b5dbef9ccc36';
/** C706 12.6.3.1, p_provider_reason_t. */
const CONTEXT_REASONS: readonly string[] = [
  'reason not specified',
  'interface not supported',
  'proposed encodings not supported',
  'local limit exceeded',
];

/** The body of a bind ack or alter context response: one result a context, in the order of the contexts (C706 12.6.4.4). */
export function decodeRpcResults(bytes: Uint8Array, at: number, header: RpcHeader): RpcContextResult[] | undefined {
  const reader = bodyOf(bytes, at, header);
  reader.cursor.skip(8);
  reader.cursor.skip(reader.u16()); // the secondary address
  reader.align(4);
  const count = reader.cursor.u8();
  reader.cursor.skip(3);
  const results: RpcContextResult[] = [];
  for (let index = 0; index < Math.min(count, MAX_CONTEXTS); index++) {
    const result = reader.u16();
    const reason = reader.u16();
    const encoding = reader.uuid();
    reader.cursor.skip(4);
    if (reader.overrun) return undefined;
    results.push({ result, reason: CONTEXT_REASONS[reason] ?? `reason ${reason}`, wide: encoding === NDR64 });
  }
  return reader.overrun ? undefined : results;
}

/** C706 12.6.3.1, p_reject_reason_t, and [MS-RPCE] 2.2.2.5. */
const NAK_REASONS: Readonly<Record<number, string>> = {
  0: 'reason not specified',
  1: 'temporary congestion',
  2: 'local limit exceeded',
  4: 'protocol version not supported',
  8: 'authentication type not recognized',
  9: 'invalid checksum',
};

/** Why a bind nak says no. */
export function decodeRpcNak(bytes: Uint8Array, at: number, header: RpcHeader): string {
  const reason = bodyOf(bytes, at, header).u16();
  return NAK_REASONS[reason] ?? `reason ${reason}`;
}

export interface RpcAuthentication {
  readonly service: number;
  readonly level: number;
}

/** The security trailer at the end of the PDU ([MS-RPCE] 2.2.2.11); undefined when it has none. */
export function decodeRpcAuthentication(
  bytes: Uint8Array,
  at: number,
  header: RpcHeader,
): (RpcAuthentication & { readonly padding: number; readonly sealed: boolean }) | undefined {
  if (header.authLength === 0) return undefined;
  const cursor = new ByteCursor(bytes, at + header.length - header.authLength - SECURITY_TRAILER, at + header.length);
  const [service, level, padding] = [cursor.u8(), cursor.u8(), cursor.u8()];
  return cursor.overrun ? undefined : { service, level, padding, sealed: level === PRIVACY };
}

export interface RpcCall {
  readonly contextId: number;
  /** Of a request. */
  readonly operation: number;
}

/** Context and operation of a request, context of a response, from the first `RPC_CALL_HEADER` bytes at `at`. */
export function decodeRpcCall(bytes: Uint8Array, at: number, header: RpcHeader): RpcCall | undefined {
  const reader = bodyOf(bytes, at, header);
  reader.cursor.skip(4);
  const contextId = reader.u16();
  const operation = reader.u16();
  return reader.overrun ? undefined : { contextId, operation };
}

/** The status of a fault (C706 12.6.4.7). */
export function decodeRpcFault(bytes: Uint8Array, at: number, header: RpcHeader): number | undefined {
  const reader = bodyOf(bytes, at, header);
  reader.cursor.skip(8);
  const status = reader.u32();
  return reader.overrun ? undefined : status;
}

/** Where the stub of a request or response lies, padding and security trailer left out; empty when the PDU has none. */
export function rpcStub(bytes: Uint8Array, at: number, header: RpcHeader): Uint8Array {
  const object = header.type === RPC_PDU.request && (header.flags & RPC_FLAG.object) !== 0 ? 16 : 0;
  const trailer = header.authLength > 0 ? header.authLength + SECURITY_TRAILER : 0;
  const padding = decodeRpcAuthentication(bytes, at, header)?.padding ?? 0;
  const start = at + RPC_CALL_HEADER + object;
  return bytes.subarray(start, Math.max(start, at + header.length - trailer - padding));
}

function bodyOf(bytes: Uint8Array, at: number, { length, littleEndian }: RpcHeader): NdrReader {
  const reader = new NdrReader(bytes, at, Math.min(at + length, bytes.length), littleEndian, false);
  reader.cursor.skip(RPC_HEADER);
  return reader;
}

/** UUID and version, major in the lower half (C706 12.6.3.1, p_syntax_id_t). */
function readInterface(reader: NdrReader): RpcInterface {
  const uuid = reader.uuid();
  const version = reader.u32();
  return { uuid, version: `${version & 0xffff}.${version >>> 16}` };
}
