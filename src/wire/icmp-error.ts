/** ICMP errors (RFC 792, RFC 1191, RFC 4443) and the packet that they quote, which ties them to a flow. */
import { LINK_TYPE } from './link-type.ts';
import { decodePacket } from './packet.ts';
import { IP_PROTOCOL, type PacketView } from './packet-view.ts';

/** Quotes are cut, and only their own IP header tells how long the packet was. */
const MAX_QUOTED_LENGTH = 0xffff;

export interface IcmpError {
  readonly type: number;
  readonly code: number;
  /** Of the next hop, in bytes; undefined in other errors and where the router does not tell. */
  readonly mtu: number | undefined;
}

/**
 * The error in `view`, which holds an ICMP or ICMPv6 message, and in `quoted` the packet that it quotes. As no more than
 * 8 bytes of it need be there, `quoted.stop` is usually `cut`; ports and, with TCP, the sequence number are given.
 * Undefined where it is no error, or quotes neither TCP nor UDP ports.
 */
export function decodeIcmpError(view: PacketView, quoted: PacketView): IcmpError | undefined {
  const { bytes, transportOffset: at, payloadOffset, end } = view;
  const type = bytes[at];
  const isV6 = view.protocol === IP_PROTOCOL.icmpv6;
  if (!isIcmpError(view)) return undefined;
  decodePacket(quoted, bytes, payloadOffset, end, MAX_QUOTED_LENGTH, isV6 ? LINK_TYPE.ipv6 : LINK_TYPE.ipv4);
  if (quoted.sourcePort === 0 || quoted.destinationPort === 0) return undefined;
  return { type, code: bytes[at + 1], mtu: nextHopMtu(bytes, at, isV6) };
}

/** The message in `view` is an error, by its type. */
export function isIcmpError({ bytes, transportOffset, protocol }: PacketView): boolean {
  const type = bytes[transportOffset];
  return protocol === IP_PROTOCOL.icmpv6 ? isErrorV6(type) : isErrorV4(type);
}

/** Unreachable, source quench, time exceeded, parameter problem. A redirect is no error: its packet goes on. */
function isErrorV4(type: number): boolean {
  return type === 3 || type === 4 || type === 11 || type === 12;
}

/** RFC 4443 2.1: the high bit tells informational messages. */
function isErrorV6(type: number): boolean {
  return type > 0 && type < 128;
}

/** In ICMP "fragmentation needed" the low half of the word (RFC 1191 4), in ICMPv6 "packet too big" all of it. */
function nextHopMtu(bytes: Uint8Array, at: number, isV6: boolean): number | undefined {
  const low = (bytes[at + 6] << 8) | bytes[at + 7];
  if (isV6) return bytes[at] === 2 ? bytes[at + 4] * 0x1000000 + bytes[at + 5] * 0x10000 + low : undefined;
  return bytes[at] === 3 && bytes[at + 1] === 4 && low > 0 ? low : undefined;
}
