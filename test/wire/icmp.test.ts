import { describe, expect, it } from 'vitest';
import { decodeIcmp } from '../../src/wire/icmp.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const CLIENT = hex`c0a80105`;
const SERVER = hex`11399016`;
const CLIENT_6 = hex`20010db8 00000000 00000000 00000005`;
const SERVER_6 = hex`26200149 0a440000 00000000 00000010`;

/** Ports 50123 and 5223, then a sequence number: the 8 bytes that every quote must hold (RFC 792). */
const TRANSPORT = hex`c3cb 1467 89abcdef`;
const ports = { sourcePort: 50_123, destinationPort: 5223 };
const sequence = 0x89abcdef;

function ipv4(protocol: number, options = hex``, fragment = hex`4000`): Uint8Array {
  const first = 0x45 + options.length / 4;
  return hex`${first} 00 0040 1234 ${fragment} 40 ${protocol} 0000 ${CLIENT} ${SERVER} ${options}`;
}

function ipv6(nextHeader: number): Uint8Array {
  return hex`60000000 0014 ${nextHeader} 40 ${CLIENT_6} ${SERVER_6}`;
}

function decode(version: 4 | 6, ...pieces: Uint8Array[]) {
  const bytes = concat(...pieces);
  return decodeIcmp(bytes, 0, bytes.length, version);
}

describe('decodeIcmp', () => {
  it('ties "administratively prohibited" to the TCP flow that it quotes', () => {
    expect(decode(4, hex`03 0d 0000 00000000`, ipv4(6), TRANSPORT)).toEqual({
      type: 3,
      code: 13,
      quoted: { source: CLIENT, destination: SERVER, protocol: 6, ...ports, sequence },
    });
  });

  it('ties an ICMPv6 error to the UDP flow that it quotes', () => {
    expect(decode(6, hex`01 04 0000 00000000`, ipv6(17), TRANSPORT)).toEqual({
      type: 1,
      code: 4,
      quoted: { source: CLIENT_6, destination: SERVER_6, protocol: 17, ...ports },
    });
  });

  it.each([
    ['3/4 (RFC 1191)', 4, hex`03 04 0000 0000 05a0`, { mtu: 1440 }],
    ['packet too big (RFC 4443 3.2)', 6, hex`02 00 0000 00000500`, { mtu: 1280 }],
    ['a router that does not tell (0)', 4, hex`03 04 0000 0000 0000`, {}],
    ['3/1, whose second word is unused', 4, hex`03 01 0000 0000 05a0`, {}],
  ] as const)('reads the MTU of %s', (_what, version, header, mtu) => {
    expect(decode(version, header)).toEqual({ type: header[0], code: header[1], ...mtu });
  });

  it.each([
    ['IPv4 options', 4, [ipv4(6, hex`94040000`)]],
    ['IPv4 with AH', 4, [ipv4(51), hex`06 04 0000 00000001 00000001 00000000 00000000 00000000`]],
    ['hop-by-hop and destination options', 6, [ipv6(0), hex`3c 00 050200000104 06 01 0104 00000000 00000000 00000000`]],
    ['a routing header', 6, [ipv6(43), hex`06 02 0401 00000000`, SERVER_6]],
    ['a first fragment', 6, [ipv6(44), hex`06 00 0001 12345678`]],
  ] as const)('reads the ports behind %s', (_what, version, headers) => {
    const message = decode(version, hex`${version === 6 ? 3 : 11} 00 0000 00000000`, ...headers, TRANSPORT);
    expect(message?.quoted).toMatchObject({ protocol: 6, ...ports, sequence });
  });

  it.each([
    ['a later fragment (IPv4)', 4, [ipv4(17, hex``, hex`0010`), TRANSPORT], 17],
    ['a later fragment (IPv6)', 6, [ipv6(44), hex`11 00 0010 12345678`, TRANSPORT], 17],
    ['a quote that ends with the IP header', 4, [ipv4(6)], 6],
    ['a protocol without ports', 4, [ipv4(1), TRANSPORT], 1],
    ['an extension header that is not whole', 6, [ipv6(60), hex`06 00 0104`], 60],
    [
      'more extension headers than are passed over',
      6,
      [ipv6(60), ...Array(9).fill(hex`3c 00 010400000000`), TRANSPORT],
      60,
    ],
  ] as const)('finds no ports in %s', (_what, version, pieces, protocol) => {
    const header = version === 4 ? hex`03 03 0000 00000000` : hex`01 03 0000 00000000`;
    const quoted = decode(version, header, ...pieces)?.quoted;
    expect(quoted).toEqual({ source: expect.anything(), destination: expect.anything(), protocol });
  });

  it('gives the ports of a quote that ends before the sequence number', () => {
    expect(decode(4, hex`03 03 0000 00000000`, ipv4(6), TRANSPORT.slice(0, 4))?.quoted).toMatchObject(ports);
    expect(decode(4, hex`03 03 0000 00000000`, ipv4(6), TRANSPORT.slice(0, 7))?.quoted?.sequence).toBeUndefined();
  });

  it('finds no quote in an echo, in another IP version, or in half an IP header', () => {
    expect(decode(4, hex`08 00 0000 00010001`, ipv4(6), TRANSPORT)).toEqual({ type: 8, code: 0 });
    expect(decode(4, hex`03 03 0000 00000000`, ipv6(6), TRANSPORT)).toEqual({ type: 3, code: 3 });
    expect(decode(4, hex`03 03 0000 00000000`, ipv4(6).slice(0, 19))).toEqual({ type: 3, code: 3 });
    expect(decode(6, hex`01 00 0000 00000000`, ipv6(6).slice(0, 39))).toEqual({ type: 1, code: 0 });
    expect(decode(4, hex`03 03 0000 000000`)).toBeUndefined();
  });

  it('reads at an offset, up to the end, and keeps copies', () => {
    const bytes = concat(hex`ffff`, hex`03 0a 0000 00000000`, ipv4(17), TRANSPORT);
    const quoted = decodeIcmp(bytes, 2, bytes.length, 4)?.quoted;
    expect(decodeIcmp(bytes, 2, bytes.length - 8, 4)?.quoted?.sourcePort).toBeUndefined();
    bytes.fill(0);
    expect(quoted).toMatchObject({ source: CLIENT, destination: SERVER, ...ports });
  });

  it.each([
    ['ICMP', 4, concat(hex`03 0d 0000 00000000`, ipv4(51), hex`06 04 0000`, new Uint8Array(20), TRANSPORT)],
    [
      'ICMPv6',
      6,
      concat(
        hex`01 01 0000 00000000`,
        ipv6(0),
        hex`3c 00 050200000104`,
        hex`2c 00 010400000000`,
        hex`06 00 0000 00000001`,
        TRANSPORT,
      ),
    ],
  ] as const)('returns on any mutation of an %s error', (_name, version, sample) => {
    for (const bytes of mutations(sample)) {
      const message = decodeIcmp(bytes, 0, bytes.length, version);
      expect(message === undefined).toBe(bytes.length < 8);
    }
  });
});
