import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded } from '../support/decoded.ts';
import { fromHex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };
const plain = { linkType: LINK_TYPE.ieee80211 };
const radiotap = { linkType: LINK_TYPE.radiotap };

describe('802.11', () => {
  it.each([
    ['data', {}],
    ['QoS data', { qos: true }],
    ['four addresses', { wds: true }],
    ['four addresses and QoS', { wds: true, qos: true }],
    ['an aggregate', { qos: true, aggregate: true }],
  ])('%s', (_, options) => {
    expect(decoded(packet().ieee80211(options).ipv4().tcp().payload('abc'), plain)).toMatchObject(FOUND);
  });

  it.each([
    ['encrypted', packet().ieee80211({ encrypted: true }).ipv4().tcp().bytes()],
    ['without data', packet().ieee80211({ empty: true }).bytes()],
    ['a later fragment', packet().ieee80211({ fragment: 1 }).ipv4().tcp().bytes()],
    ['a beacon', fromHex(`8000 0000 ffffffffffff 020000000001 020000000001 0000 ${'00'.repeat(12)}`)],
    ['an acknowledgement', fromHex('d400 0000 020000000001')],
  ])('is none of ours: %s', (_, bytes) => {
    expect(decoded(bytes, plain)).toEqual({ stop: 'other', protocol: -1 });
  });

  it('passes over a frame check sequence', () => {
    const bytes = packet().ieee80211().ipv4().tcp().payload('abc').bytes();
    expect(decoded(Uint8Array.of(...bytes, 1, 2, 3, 4), plain)).toMatchObject(FOUND);
  });
});

describe('radiotap', () => {
  it.each([
    ['with a plain header', 0, false],
    ['with a padded header', 0x20, true],
  ])('%s', (_, flags, padded) => {
    const frame = packet().radiotap({ flags }).ieee80211({ qos: true, padded }).ipv4().tcp().payload('abc');
    expect(decoded(frame, radiotap)).toMatchObject(FOUND);
  });

  it('finds the flags behind several presence words, without a timer', () => {
    const header = fromHex('0000 1100 020000a0 000000a0 00000000 20');
    const frame = packet().ieee80211({ qos: true, padded: true }).ipv4().tcp().payload('abc').bytes();
    expect(decoded(Uint8Array.of(...header, ...frame), radiotap)).toMatchObject(FOUND);
  });

  it('aligns the timer to 8 bytes', () => {
    const header = fromHex('0000 1900 03000080 00000000 00000000 0102030405060708 20');
    const frame = packet().ieee80211({ qos: true, padded: true }).ipv4().tcp().payload('abc').bytes();
    expect(decoded(Uint8Array.of(...header, ...frame), radiotap)).toMatchObject(FOUND);
  });

  it.each(['0100 0800 00000000', '0000 0700 00000000'])('is malformed: %s', (text) => {
    expect(decoded(fromHex(text), radiotap).stop).toBe('malformed');
  });
});

describe('PPI', () => {
  it('goes on with the link type that it names', () => {
    const ppi = { linkType: LINK_TYPE.ppi };
    expect(decoded(packet().ppi().ieee80211().ipv4().tcp().payload('abc'), ppi)).toMatchObject(FOUND);
    expect(decoded(packet().ppi(1).ethernet().ipv4().tcp().payload('abc'), ppi)).toMatchObject(FOUND);
    expect(decoded(packet().ppi(189).ethernet().ipv4().tcp(), ppi).stop).toBe('link-type');
    expect(decoded(fromHex('0000 0700 69000000'), ppi).stop).toBe('malformed');
  });
});
