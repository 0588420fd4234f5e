/** ICMP and ICMPv6 errors, and the packet that they quote (RFC 792, 1191, 4443, 4884). */
import { isIcmpError } from './icmp-codes.ts';
import { IP_PROTOCOL } from './packet-view.ts';

/** Extension headers passed over in a quoted packet. */
export const MAX_EXTENSIONS = 8;

export interface IcmpMessage {
  readonly type: number;
  readonly code: number;
  /** Of the next hop, in bytes; absent where the router does not tell (0). */
  readonly mtu?: number;
  /** Absent when the message is no error, or when the quoted IP header is not whole. */
  readonly quoted?: QuotedPacket;
}

/** The beginning of the packet that caused the error: it ties the error to a flow. */
export interface QuotedPacket {
  /** Copies, of 4 or 16 bytes. */
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** Behind extension headers. */
  readonly protocol: number;
  /** TCP and UDP; absent when the quote ends before them, and in later fragments. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** TCP. */
  readonly sequence?: number;
}

const HEADER_LENGTH = 8;

/** `bytes[offset, end)` from the ICMP type on; `undefined` when the header is not whole. */
export function decodeIcmp(bytes: Uint8Array, offset: number, end: number, version: 4 | 6): IcmpMessage | undefined {
  const limit = Math.min(end, bytes.length);
  if (limit - offset < HEADER_LENGTH) return undefined;
  const type = bytes[offset];
  const code = bytes[offset + 1];
  if (!isIcmpError(version, type)) return { type, code };
  const mtu = readMtu(bytes, offset, version);
  const quoted = decodeQuote(bytes, offset + HEADER_LENGTH, limit, version);
  return { type, code, ...(mtu > 0 && { mtu }), ...(quoted && { quoted }) };
}

function readMtu(bytes: Uint8Array, offset: number, version: 4 | 6): number {
  if (version === 6) return bytes[offset] === 2 ? u32(bytes, offset + 4) : 0;
  return bytes[offset] === 3 && bytes[offset + 1] === 4 ? u16(bytes, offset + 6) : 0; // RFC 1191 4
}

function decodeQuote(bytes: Uint8Array, at: number, end: number, version: 4 | 6): QuotedPacket | undefined {
  if (at >= end || bytes[at] >> 4 !== version) return undefined;
  return version === 4 ? decodeIpv4Quote(bytes, at, end) : decodeIpv6Quote(bytes, at, end);
}

function decodeIpv4Quote(bytes: Uint8Array, at: number, end: number): QuotedPacket | undefined {
  const headerLength = (bytes[at] & 0xf) << 2;
  if (headerLength < 20 || at + 20 > end) return undefined;
  const isFirst = (u16(bytes, at + 6) & 0x1fff) === 0;
  return {
    source: bytes.slice(at + 12, at + 16),
    destination: bytes.slice(at + 16, at + 20),
    ...decodePayload(bytes, at + headerLength, end, bytes[at + 9], isFirst),
  };
}

function decodeIpv6Quote(bytes: Uint8Array, at: number, end: number): QuotedPacket | undefined {
  if (at + 40 > end) return undefined;
  return {
    source: bytes.slice(at + 8, at + 24),
    destination: bytes.slice(at + 24, at + 40),
    ...decodePayload(bytes, at + 40, end, bytes[at + 6], true),
  };
}

type Payload = Omit<QuotedPacket, 'source' | 'destination'>;

/** The protocol behind the extension headers (RFC 8200 4; AH: RFC 4302), and what of its header is quoted. */
function decodePayload(bytes: Uint8Array, from: number, end: number, first: number, isFirst: boolean): Payload {
  let protocol = first;
  let at = from;
  let hasHeader = isFirst;
  for (let left = MAX_EXTENSIONS; left > 0 && hasHeader && EXTENSIONS.includes(protocol) && at + 8 <= end; left--) {
    if (protocol === IP_PROTOCOL.fragment) hasHeader = (u16(bytes, at + 2) & 0xfff8) === 0;
    const length = extensionLength(protocol, bytes[at + 1]);
    protocol = bytes[at];
    at += length;
  }
  return hasHeader ? { protocol, ...decodePorts(bytes, at, end, protocol) } : { protocol };
}

function extensionLength(protocol: number, lengthField: number): number {
  if (protocol === IP_PROTOCOL.fragment) return 8;
  return protocol === IP_PROTOCOL.authentication ? (lengthField + 2) << 2 : (lengthField + 1) << 3;
}

function decodePorts(bytes: Uint8Array, at: number, end: number, protocol: number): Omit<Payload, 'protocol'> {
  if ((protocol !== IP_PROTOCOL.tcp && protocol !== IP_PROTOCOL.udp) || at + 4 > end) return {};
  const ports = { sourcePort: u16(bytes, at), destinationPort: u16(bytes, at + 2) };
  return protocol === IP_PROTOCOL.tcp && at + 8 <= end ? { ...ports, sequence: u32(bytes, at + 4) } : ports;
}

const EXTENSIONS: readonly number[] = [
  IP_PROTOCOL.hopByHop,
  IP_PROTOCOL.routing,
  IP_PROTOCOL.fragment,
  IP_PROTOCOL.authentication,
  IP_PROTOCOL.destinationOptions,
];

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

function u32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
