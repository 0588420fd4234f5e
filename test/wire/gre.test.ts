import { describe, expect, it } from 'vitest';
import { decoded } from '../support/decoded.ts';
import { fromHex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';

const outer = packet().ethernet().ipv4({ from: '192.0.2.1' });
const FOUND = { stop: 'ok', from: '10.0.0.1', ports: '50000>443', payload: 'abc' };

describe('GRE', () => {
  it.each([
    ['bare', outer.gre()],
    ['with key', outer.gre({ key: 9 })],
    ['with checksum, key and sequence number', outer.gre({ checksum: true, key: 9, sequence: 1 })],
    ['with Ethernet inside', outer.gre().ethernet().vlan(5)],
    ['ERSPAN type I', outer.gre({ protocol: 0x88be }).ethernet()],
    ['ERSPAN type II', outer.gre({ sequence: 1 }).erspan2().ethernet()],
    ['ERSPAN type III', outer.gre({ sequence: 1 }).erspan3().ethernet()],
    ['ERSPAN type III with its platform header', outer.gre({ sequence: 1 }).erspan3({ platform: true }).ethernet()],
    ['in IPv6', packet().ethernet().ipv6().gre()],
  ])('%s', (_, around) => {
    expect(decoded(around.ipv4().tcp().payload('abc'))).toMatchObject(FOUND);
  });

  it('reads PPTP: version 1 with key, sequence and acknowledgement numbers, PPP inside', () => {
    const inner = packet().ppp().ipv4().tcp().payload('abc').bytes();
    const header = fromHex('3081 880b 002d 0001 00000001 00000002');
    const frame = packet()
      .ethernet()
      .ipv4({ protocol: 47 })
      .payload(Uint8Array.of(...header, ...inner));
    expect(decoded(frame)).toMatchObject(FOUND);
  });

  it.each([
    ['source routes', '4000 0800 00000000'],
    ['another version', '0002 0800 00000000'],
    ['another protocol', '0000 0806 00000000'],
  ])('does not follow %s', (_, text) => {
    const frame = packet().ethernet().ipv4({ protocol: 47 }).payload(fromHex(text));
    expect(decoded(frame)).toMatchObject({ stop: 'other', protocol: 47, from: '10.0.0.1' });
  });
});
