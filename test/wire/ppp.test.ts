import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded } from '../support/decoded.ts';
import { fromHex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };
const ppp = { linkType: LINK_TYPE.ppp };

describe('PPP', () => {
  it.each([
    ['bare', packet().ppp().ipv4()],
    ['framed', packet().ppp({ framed: true }).ipv4()],
    ['compressed', packet().ppp({ framed: true, compressed: true }).ipv4()],
    ['IPv6', packet().ppp().ipv6()],
    ['MPLS', packet().ppp().mpls(16).ipv4()],
  ])('%s', (_, around) => {
    expect(decoded(around.tcp().payload('abc'), ppp)).toMatchObject(FOUND);
  });

  it('leaves control protocols alone', () => {
    expect(decoded(fromHex('ff03 c021 0101 0004'), ppp).stop).toBe('other');
  });
});

describe('PPPoE', () => {
  it('carries PPP in a session, and padding behind', () => {
    const frame = packet().ethernet({ pad: true }).pppoe().ipv4().tcp().bytes();
    expect(decoded(frame)).toMatchObject({ ...FOUND, payload: '' });
    expect(decoded(packet().ethernet().vlan(7).pppoe().ipv6().tcp().payload('abc'))).toMatchObject(FOUND);
  });

  it('is a link type of its own', () => {
    expect(decoded(packet().pppoe().ipv4().tcp().payload('abc'), { linkType: LINK_TYPE.pppEther })).toMatchObject(
      FOUND,
    );
  });

  it.each([
    ['another version', 'malformed', '21 00 0001 0004 0021 4500'],
    ['a code of discovery', 'other', '11 a7 0001 0004 0021 4500'],
  ])('%s', (_, stop, text) => {
    expect(decoded(fromHex(text), { linkType: LINK_TYPE.pppEther }).stop).toBe(stop);
  });
});
