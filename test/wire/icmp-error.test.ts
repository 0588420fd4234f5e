import { describe, expect, it } from 'vitest';
import { ipAddressText } from '../../src/bytes/ip-address.ts';
import { decodeIcmpError } from '../../src/wire/icmp-error.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import { decodedView } from '../support/decoded.ts';
import { type PacketBuilder, packet } from '../support/packet.ts';

const addresses = { from: '10.0.0.1', to: '17.57.144.22' };
const tcp4 = packet().ipv4(addresses).tcp({ destinationPort: 5223, sequence: 0xfffffff0 }).payload('abc').bytes();
const udp4 = packet().ipv4(addresses).udp({ destinationPort: 443 }).payload('abc').bytes();
const tcp6 = packet().ipv6().extension(60).tcp({ destinationPort: 5223, sequence: 77 }).payload('abc').bytes();

/** The error and, of the packet quoted, what finds its flow. */
function errorOf(frame: PacketBuilder | Uint8Array, captured?: number) {
  const quoted = new PacketView();
  const view = decodedView(frame, captured === undefined ? {} : { captured });
  const error = decodeIcmpError(view, quoted);
  if (error === undefined) return undefined;
  const { bytes, sourceOffset, destinationOffset, ipVersion, protocol, sourcePort, destinationPort, sequence } = quoted;
  const from = ipAddressText(bytes, sourceOffset, ipVersion as 4 | 6);
  const to = ipAddressText(bytes, destinationOffset, ipVersion as 4 | 6);
  return {
    ...error,
    protocol,
    flow: `${from}:${sourcePort} ${to}:${destinationPort}`,
    ...(protocol === 6 && { sequence }),
  };
}

const ipv4 = packet().ethernet().ipv4({ from: '192.0.2.254', to: '10.0.0.1' });
const ipv6 = packet().ethernet().ipv6({ from: '2001:db8::fe' });
const FLOW = '10.0.0.1:50000 17.57.144.22:5223';

describe('decodeIcmpError', () => {
  it('ties an error to its flow by the 8 bytes that it has to quote', () => {
    const frame = ipv4.icmp({ type: 3, code: 13 }).payload(tcp4.subarray(0, 28));
    expect(errorOf(frame)).toEqual({
      type: 3,
      code: 13,
      mtu: undefined,
      protocol: 6,
      flow: FLOW,
      sequence: 0xfffffff0,
    });
  });

  it.each([
    ['the whole TCP packet', ipv4.icmp({ type: 11 }).payload(tcp4), { type: 11, code: 0, flow: FLOW }],
    ['a UDP packet', ipv4.icmp({ type: 3, code: 3 }).payload(udp4.subarray(0, 28)), { code: 3, protocol: 17 }],
    ['with the next MTU', ipv4.icmp({ type: 3, code: 4, rest: 1280 }).payload(tcp4.subarray(0, 28)), { mtu: 1280 }],
    ['without it (RFC 792)', ipv4.icmp({ type: 3, code: 4 }).payload(tcp4.subarray(0, 28)), { mtu: undefined }],
    ['in IPv6', ipv6.icmpv6({ type: 1, code: 1 }).payload(tcp6), { type: 1, code: 1, sequence: 77 }],
    ['packet too big', ipv6.icmpv6({ type: 2, rest: 0x10500 }).payload(tcp6), { type: 2, mtu: 0x10500 }],
  ])('quotes %s', (_, frame, expected) => {
    expect(errorOf(frame)).toMatchObject(expected);
  });

  it.each([
    ['an echo request', ipv4.icmp({ type: 8 }).payload(tcp4)],
    ['a redirect', ipv4.icmp({ type: 5, code: 1 }).payload(tcp4)],
    ['a neighbour solicitation', ipv6.icmpv6({ type: 135 }).payload(tcp6)],
    ['a quote without ports', ipv4.icmp({ type: 3 }).payload(tcp4.subarray(0, 23))],
    ['a quote of another protocol', ipv4.icmp({ type: 3 }).payload(packet().ipv4().icmp().bytes())],
    ['a quote of another version', ipv4.icmp({ type: 3 }).payload(tcp6)],
    [
      'a quote of a later fragment',
      ipv4.icmp({ type: 11, code: 1 }).payload(packet().ipv4({ fragmentOffset: 8 }).tcp().bytes()),
    ],
  ])('has nothing to say of %s', (_, frame) => {
    expect(errorOf(frame)).toBeUndefined();
  });

  it('never throws on what is cut or changed', () => {
    const frame = ipv4.icmp({ type: 3, code: 4 }).payload(tcp4).bytes();
    const needed = 14 + 20 + 8 + 24;
    for (let captured = 42; captured < frame.length; captured++) {
      expect(errorOf(frame, captured) !== undefined).toBe(captured >= needed);
    }
    for (let at = 0; at < frame.length; at++) {
      const bytes = frame.slice();
      bytes[at] ^= 0xff;
      const view = decodedView(bytes);
      if (view.stop === 'ok') decodeIcmpError(view, new PacketView());
    }
  });
});
