/** DNS messages written down, for tests. */
import { concat } from './hex.ts';

export interface MessageParts {
  id?: number;
  /** The 16 bits from QR to RCODE. */
  flags?: number;
  questions?: readonly Uint8Array[];
  answers?: readonly Uint8Array[];
  authorities?: readonly Uint8Array[];
  additionals?: readonly Uint8Array[];
}

const QUERY = 0x0100;
export const RESPONSE = 0x8180;

export function dnsMessage(parts: MessageParts): Uint8Array {
  const sections = [parts.questions ?? [], parts.answers ?? [], parts.authorities ?? [], parts.additionals ?? []];
  const header = [parts.id ?? 0x1234, parts.flags ?? QUERY, ...sections.map((section) => section.length)];
  return concat(...header.map(u16), ...sections.flat());
}

/** Labels without compression: `dnsName('www.apple.com')`; `''` is the root. */
export function dnsName(text: string): Uint8Array {
  const labels = text === '' ? [] : text.split('.');
  return concat(...labels.flatMap((label) => [Uint8Array.of(label.length), label]), Uint8Array.of(0));
}

/** A compression pointer. */
export function pointer(offset: number): Uint8Array {
  return u16(0xc000 | offset);
}

export function question(name: string, type: number, questionClass = 1): Uint8Array {
  return concat(dnsName(name), u16(type), u16(questionClass));
}

export function record(
  name: Uint8Array,
  type: number,
  data: Uint8Array,
  { ttl = 60, recordClass = 1 }: { ttl?: number; recordClass?: number } = {},
): Uint8Array {
  return concat(name, u16(type), u16(recordClass), u16(ttl >>> 16), u16(ttl & 0xffff), u16(data.length), data);
}

/** The two-byte length that goes before a message over TCP. */
export function prefixed(message: Uint8Array): Uint8Array {
  return concat(u16(message.length), message);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
