import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressBytes, cidrBytes } from '../../src/catalogue/address-bytes.ts';
import { CidrIndex } from '../../src/catalogue/cidr-index.ts';

const index = new CidrIndex(
  [
    '17.0.0.0/8',
    '17.188.128.0/18',
    '0.0.0.0/0',
    '255.255.255.255/32',
    '2620:149:a44::/48',
    '2620::/12',
    'fc00::/7',
  ].map((cidr): [string, string] => [cidr, cidr]),
);

test.each([
  ['17.188.128.0', ['17.188.128.0/18', '17.0.0.0/8', '0.0.0.0/0']],
  ['17.188.191.255', ['17.188.128.0/18', '17.0.0.0/8', '0.0.0.0/0']],
  ['17.188.192.0', ['17.0.0.0/8', '0.0.0.0/0']],
  ['16.255.255.255', ['0.0.0.0/0']],
  ['0.0.0.0', ['0.0.0.0/0']],
  ['255.255.255.255', ['255.255.255.255/32', '0.0.0.0/0']],
  ['2620:149:a44:ffff::', ['2620:149:a44::/48', '2620::/12']],
  ['2620:149:a45::', ['2620::/12']],
  ['fdff::1', ['fc00::/7']],
  ['fe00::1', []],
  // IPv4-mapped (RFC 4291) and NAT64 (RFC 6052) forms of an Apple address: an iPhone on an IPv6-only carrier sees the latter.
  ['::ffff:17.1.2.3', ['17.0.0.0/8', '0.0.0.0/0']],
  ['64:ff9b::17.188.130.1', ['17.188.128.0/18', '17.0.0.0/8', '0.0.0.0/0']],
  ['64:ff9b:1::17.188.130.1', []],
])('%s, longest prefix first', (address, expected) => {
  expect(index.match(addressBytes(address)!)).toEqual(expected);
});

test('what has neither 4 nor 16 bytes is in no block', () => {
  for (const length of [0, 3, 5, 15, 17]) expect(index.match(new Uint8Array(length))).toEqual([]);
});

test('an index without blocks answers', () => {
  expect(new CidrIndex([]).match(Uint8Array.of(1, 2, 3, 4))).toEqual([]);
});

test('a block that is none is refused by name', () => {
  expect(() => new CidrIndex([['17.0.0.1/8', 0]])).toThrow('17.0.0.1/8');
});

/** The textbook way, bit by bit. */
function contains(cidr: string, address: Uint8Array): boolean {
  const { bytes, prefix } = cidrBytes(cidr)!;
  const bit = (of: Uint8Array, at: number) => (of[at >> 3] >> (7 - (at & 7))) & 1;
  return (
    bytes.length === address.length &&
    Array.from({ length: prefix }, (_, at) => at).every((at) => bit(bytes, at) === bit(address, at))
  );
}

test('agrees with comparison bit by bit', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const block = fc.tuple(octet, octet, fc.integer({ min: 0, max: 16 })).map(([a, b, prefix]) => {
    const kept = ((a << 8) | b) & (0xffff << (16 - prefix)) & 0xffff;
    return `${kept >> 8}.${kept & 255}.0.0/${prefix}`;
  });
  fc.assert(
    fc.property(fc.uniqueArray(block, { maxLength: 12 }), fc.tuple(octet, octet, octet, octet), (cidrs, octets) => {
      const address = Uint8Array.from(octets);
      const expected = cidrs.filter((cidr) => contains(cidr, address)).toSorted();
      const found = new CidrIndex(cidrs.map((cidr): [string, string] => [cidr, cidr])).match(address);
      expect(found.toSorted()).toEqual(expected);
      const prefixes = found.map((cidr) => Number(cidr.split('/')[1]));
      expect(prefixes).toEqual(prefixes.toSorted((a, b) => b - a));
    }),
    { numRuns: 300, seed: 17 },
  );
});
