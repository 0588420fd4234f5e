import { describe, expect, it } from 'vitest';
import { decoded, decodedView } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const outer = packet().ethernet().ipv4({ from: '192.0.2.1' });
const FOUND = { stop: 'ok', from: '10.0.0.1', ports: '50000>443', payload: 'abc' };

describe('VXLAN and GENEVE', () => {
  it.each([
    ['VXLAN', outer.vxlan().ethernet().ipv4()],
    ['VXLAN with a VLAN inside', outer.vxlan().ethernet().vlan(5).ipv4()],
    ['VXLAN over IPv6', packet().ethernet().ipv6().vxlan().ethernet().ipv4()],
    ['GENEVE', outer.geneve().ethernet().ipv4()],
    ['GENEVE with options', outer.geneve(7, new Uint8Array(12)).ethernet().ipv4()],
    ['GENEVE without Ethernet', outer.geneve().ipv4()],
    ['VXLAN in VXLAN', outer.vxlan().ethernet().ipv4().vxlan().ethernet().ipv4()],
  ])('%s', (_, around) => {
    expect(decoded(around.tcp().payload('abc'))).toMatchObject(FOUND);
  });

  it('reads IPv6 inside', () => {
    const frame = outer.vxlan().ethernet().ipv6().tcp().payload('abc');
    expect(decoded(frame)).toMatchObject({ ...FOUND, from: '2001:db8::1' });
  });

  it('leaves nothing of the outer ports where the inside has none', () => {
    const view = decodedView(outer.vxlan().ethernet().ipv4({ protocol: 50 }).payload('secret'));
    expect(view).toMatchObject({ stop: 'other', protocol: 50, sourcePort: 0, destinationPort: 0, payloadLength: 0 });
  });

  const innerTcp = packet().ipv4().tcp().payload('abc').bytes();
  const innerFrame = packet().ethernet().ipv4().tcp().payload('abc').bytes();
  const generic = (nextProtocol: number, inner: Uint8Array) =>
    outer.udp({ destinationPort: 4790 }).payload(Uint8Array.of(0x0c, 0, 0, nextProtocol, 0, 0, 1, 0, ...inner));
  it.each([
    ['IPv4', 1, innerTcp],
    ['Ethernet', 3, innerFrame],
  ])('reads %s in VXLAN-GPE', (_, nextProtocol, inside) => {
    expect(decoded(generic(nextProtocol, inside))).toMatchObject(FOUND);
  });

  const vxlan = outer.udp({ destinationPort: 4789 });
  const geneve = outer.udp({ destinationPort: 6081 });
  const inner = packet().ethernet().ipv4().tcp().bytes();
  it.each([
    ['another protocol on the port', vxlan.payload('\x08 is no proof of a tunnel, as this text shows')],
    ['other flags', vxlan.payload(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0, ...inner))],
    ['VXLAN-GPE with NSH inside', generic(4, innerFrame)],
    ['ARP inside', outer.vxlan().ethernet({ etherType: 0x0806 }).payload(new Uint8Array(28))],
    ['an inner length that does not fit', outer.vxlan().ethernet().ipv4({ totalLength: 900 }).tcp()],
    [
      'an inner version that is not its type',
      outer.vxlan().ethernet({ etherType: 0x86dd }).ipv4().tcp().payload('abcdef'),
    ],
    ['another version of GENEVE', geneve.payload(Uint8Array.of(0x40, 0, 0x65, 0x58, 0, 0, 1, 0, ...inner))],
    ['GENEVE options beyond the datagram', geneve.payload(Uint8Array.of(0x3f, 0, 0x65, 0x58, 0, 0, 1, 0, ...inner))],
  ])('keeps the outer datagram: %s', (_, frame) => {
    expect(decoded(frame)).toMatchObject({ stop: 'ok', protocol: 17, from: '192.0.2.1' });
    expect(decodedView(frame).payloadLength).toBeGreaterThan(0);
  });
});
