import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded, decodedView, FRAME_START } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const raw = { linkType: LINK_TYPE.raw };
const FOUND = { stop: 'ok', protocol: 6, ports: '50000>443', payload: 'abc' };

describe('IPv6', () => {
  it('notes what the flow needs', () => {
    const frame = packet().ipv6({ from: '2001:db8::9', to: 'fe80::1', hopLimit: 3 }).tcp().payload('abc');
    expect(decoded(frame, raw)).toMatchObject({ ...FOUND, from: '2001:db8::9', to: 'fe80::1' });
    expect(decodedView(frame, raw)).toMatchObject({ ipVersion: 6, hopLimit: 3, identification: -1 });
  });

  it.each([
    ['hop-by-hop options', packet().ipv6().extension(0)],
    ['destination options', packet().ipv6().extension(60, 24)],
    ['a routing header', packet().ipv6().extension(43, 40)],
    ['an authentication header', packet().ipv6().authentication()],
    ['an only fragment', packet().ipv6().fragment()],
    ['all of them', packet().ipv6().extension(0).extension(60).extension(43).fragment().authentication().extension(60)],
    ['an authentication header in IPv4', packet().ipv4().authentication()],
  ])('passes over %s', (_, around) => {
    expect(decoded(around.tcp().payload('abc'), raw)).toMatchObject(FOUND);
  });

  it('stops at a fragment', () => {
    const view = decodedView(
      packet().ipv6().extension(0).fragment({ id: 0xfedcba98, offset: 1448, more: true }).tcp(),
      raw,
    );
    expect(view).toMatchObject({
      stop: 'fragment',
      protocol: 6,
      identification: 0xfedcba98,
      fragmentOffset: 1448,
      moreFragments: true,
      transportOffset: FRAME_START + 40 + 8 + 8,
    });
  });

  it('stops at encryption, and where nothing follows', () => {
    expect(decoded(packet().ipv6({ nextHeader: 50 }).payload('secret'), raw)).toMatchObject({
      stop: 'other',
      protocol: 50,
    });
    expect(decoded(packet().ethernet({ pad: true }).ipv6())).toMatchObject({ stop: 'other', protocol: 59 });
  });

  it('follows no extension header inside IPv4', () => {
    expect(decoded(packet().ipv4().extension(60).tcp(), raw)).toMatchObject({ stop: 'other', protocol: 60 });
  });

  it('lets the frame say how long it is where the length is zero', () => {
    expect(decoded(packet().ipv6({ payloadLength: 0 }).tcp().payload('abc'), raw)).toMatchObject(FOUND);
  });

  it('does not take padding for payload', () => {
    const frame = Uint8Array.of(...packet().ethernet().ipv6().tcp().payload('abc').bytes(), 0, 0, 0, 0);
    expect(decoded(frame)).toMatchObject(FOUND);
  });

  it('is malformed where an extension header is longer than the packet', () => {
    const bytes = packet().ipv6().extension(0).bytes();
    bytes[41] = 200;
    expect(decoded(bytes, raw).stop).toBe('malformed');
  });
});
