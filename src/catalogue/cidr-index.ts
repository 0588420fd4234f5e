/** Which of a fixed set of address blocks hold an address, longest prefix first. */
import { type Cidr, cidrBytes } from './address-bytes.ts';

interface Block<T> extends Cidr {
  readonly value: T;
}

/** IPv4 addresses from `first` up to the one before `behind`. */
interface Ipv4Block<T> {
  readonly first: number;
  readonly behind: number;
  readonly value: T;
}

const NONE: readonly never[] = [];
/** ::ffff:0:0/96 (RFC 4291 2.5.5.2) and NAT64's 64:ff9b::/96 (RFC 6052 2.1): IPv6 forms of an IPv4 address. */
const IPV4_IN_IPV6 = [
  Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
  Uint8Array.of(0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0),
];

/**
 * IPv4 is cut into the segments between block boundaries, each with its answer ready, found by binary search; the few IPv6
 * blocks are tried in order. Measured with the catalogue's blocks: 30 ns for IPv4, 190 ns for IPv6.
 */
export class CidrIndex<T> {
  readonly #starts: Uint32Array;
  readonly #answers: readonly (readonly T[])[];
  readonly #ipv6: readonly Block<T>[];

  /** Throws on a block that is none: blocks come from tables and checked configuration, never from the wire. */
  constructor(entries: readonly (readonly [cidr: string, value: T])[]) {
    const blocks = entries.map(([text, value]): Block<T> => {
      const cidr = cidrBytes(text);
      if (cidr === undefined) throw new Error(`Not an address block: ${text}`);
      return { ...cidr, value };
    });
    blocks.sort((a, b) => b.prefix - a.prefix);
    this.#ipv6 = blocks.filter((block) => block.bytes.length === 16);
    const ipv4 = blocks.filter((block) => block.bytes.length === 4).map(ipv4Block);
    const boundaries = new Set([0]);
    for (const { first, behind } of ipv4) boundaries.add(first).add(behind);
    boundaries.delete(2 ** 32);
    this.#starts = Uint32Array.from(boundaries).sort();
    this.#answers = Array.from(this.#starts, (at) =>
      ipv4.filter(({ first, behind }) => first <= at && at < behind).map(({ value }) => value),
    );
  }

  /** `address` has 4 or 16 bytes; an IPv4 address in IPv6 clothes counts as what it is. */
  match(address: Uint8Array): readonly T[] {
    if (address.length === 4) return this.#matchIpv4(address, 0);
    if (address.length !== 16) return NONE;
    for (const prefix of IPV4_IN_IPV6) if (startsWith(address, prefix, 96)) return this.#matchIpv4(address, 12);
    const found: T[] = [];
    for (const block of this.#ipv6) if (startsWith(address, block.bytes, block.prefix)) found.push(block.value);
    return found;
  }

  #matchIpv4(bytes: Uint8Array, offset: number): readonly T[] {
    const address = unsigned(bytes, offset);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= address) low = middle;
      else high = middle - 1;
    }
    return this.#answers[low];
  }
}

const unsigned = (b: Uint8Array, at: number): number =>
  ((b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]) >>> 0;

function ipv4Block<T>({ bytes, prefix, value }: Block<T>): Ipv4Block<T> {
  const first = unsigned(bytes, 0);
  return { first, behind: first + 2 ** (32 - prefix), value };
}

function startsWith(address: Uint8Array, bytes: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let at = 0; at < whole; at++) if (address[at] !== bytes[at]) return false;
  const rest = bits & 7;
  return rest === 0 || (address[whole] ^ bytes[whole]) >> (8 - rest) === 0;
}
