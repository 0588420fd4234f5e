import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded } from '../support/decoded.ts';
import { fromHex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };
const sll = { linkType: LINK_TYPE.linuxSll };
const sll2 = { linkType: LINK_TYPE.linuxSll2 };

describe('Linux cooked captures', () => {
  it.each([
    ['SLL', packet().sll().ipv4(), sll],
    ['SLL with a VLAN', packet().sll().vlan(5).ipv6(), sll],
    ['SLL2', packet().sll2().ipv4(), sll2],
    ['SLL2 with PPPoE', packet().sll2().pppoe().ipv4(), sll2],
  ])('%s', (_, around, options) => {
    expect(decoded(around.tcp().payload('abc'), options)).toMatchObject(FOUND);
  });

  it('reads LLC/SNAP behind protocol 4', () => {
    const inner = packet().snap().ipv4().tcp().payload('abc').bytes();
    expect(decoded(Uint8Array.of(...fromHex('0000 0001 0006 020000000001 0000 0004'), ...inner), sll)).toMatchObject(
      FOUND,
    );
  });

  it('takes a netlink family for no EtherType', () => {
    const netlink = fromHex('0004 0338 0000 0000000000000000 0800 45000000');
    expect(decoded(netlink, sll)).toEqual({ stop: 'other', protocol: -1 });
  });
});
