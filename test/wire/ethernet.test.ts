import { describe, expect, it } from 'vitest';
import { decoded } from '../support/decoded.ts';
import { fromHex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };

describe('Ethernet', () => {
  it.each([
    ['plain', packet().ethernet()],
    ['802.1Q', packet().ethernet().vlan(5)],
    ['802.1ad', packet().ethernet().vlan(5, 0x88a8).vlan(6)],
    ['QinQ 0x9100', packet().ethernet().vlan(5, 0x9100).vlan(6)],
    ['LLC/SNAP', packet().ethernetSnap()],
    ['LLC/SNAP in a VLAN', packet().ethernetSnap().vlan(5)],
  ])('%s', (_, around) => {
    expect(decoded(around.ipv4().tcp().payload('abc'))).toMatchObject(FOUND);
  });

  it('does not take padding for payload', () => {
    const frame = packet().ethernet({ pad: true }).ipv4().tcp({ flags: 'A' }).bytes();
    expect(frame).toHaveLength(60);
    expect(decoded(frame)).toMatchObject({ stop: 'ok', payload: '' });
  });

  it('reads IP behind its own LLC access point', () => {
    const ip = packet().ipv4().tcp().payload('abc').bytes();
    const header = fromHex('020000000002 020000000001 002e 060603');
    expect(decoded(Uint8Array.of(...header, ...ip))).toMatchObject(FOUND);
  });

  it.each([
    ['spanning tree', '0180c2000000 001122334455 0026 424203 0000000000'],
    ['SNAP of another organisation (CDP)', '01000ccccccc 001122334455 0010 aaaa03 00000c 2000 02b4'],
    ['raw IPX', 'ffffffffffff 001122334455 0022 ffff 0022 0011'],
    ['ARP', 'ffffffffffff 001122334455 0806 0001080006040001'],
  ])('%s is none of ours', (_, text) => {
    expect(decoded(fromHex(text))).toEqual({ stop: 'other', protocol: -1 });
  });
});
