/** Addresses of catalogue, configuration and command line as bytes. Never used per packet. */
import ipaddr from 'ipaddr.js';

export interface Cidr {
  readonly bytes: Uint8Array;
  readonly prefix: number;
}

/** Asked before ipaddr.js, which throws and catches an error over every text that is no IPv4 address. */
const DOTTED = /^\d+\.\d+\.\d+\.\d+$/;

/** 4 or 16 bytes of an address in text; `undefined` when it is none. Zone ids and the octal forms of old are refused. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (DOTTED.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text)) return bytesOf(ipaddr.IPv4.parse(text));
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) return bytesOf(ipaddr.IPv6.parse(text));
  return undefined;
}

const bytesOf = (address: ipaddr.IPv4 | ipaddr.IPv6): Uint8Array => Uint8Array.from(address.toByteArray());

/** A block such as `17.0.0.0/8`; `undefined` when it is none or bits beyond the prefix are set. */
export function cidrBytes(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const bytes = slash < 0 ? undefined : addressBytes(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (bytes === undefined || !/^\d{1,3}$/.test(digits)) return undefined;
  const prefix = Number(digits);
  if (prefix > bytes.length * 8 || hasBitsBeyond(bytes, prefix)) return undefined;
  return { bytes, prefix };
}

function hasBitsBeyond(bytes: Uint8Array, prefix: number): boolean {
  return bytes.some((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8));
    return (byte & (0xff >> kept)) !== 0;
  });
}
