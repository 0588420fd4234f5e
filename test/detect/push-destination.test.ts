import { describe, expect, it } from 'vitest';
import { isAstray, isPushName, isTranslated } from '../../src/detect/push-destination.ts';
import { COURIER, type FlowSketch, reached } from '../support/flow-facts.ts';
import { connect } from '../support/web.ts';

const push = (sketch: FlowSketch) => reached({ serverName: COURIER, ...sketch });

describe('push destinations', () => {
  it.each([
    ['1-courier.push.apple.com', true],
    ['api.push.apple.com', true],
    ['push.apple.com.example.org', false],
    ['www.apple.com', false],
    [undefined, false],
  ])('%s is a push name: %s', (name, expected) => expect(isPushName(name)).toBe(expected));

  // RFC 6052 2.1 and 2.2.
  it.each([
    ['64:ff9b::1139:9014', true],
    ['2001:db8:1:2::1139:9014', true],
    // T-Mobile's prefix, of which more than the first half is in use.
    ['2607:7700:0:2e:0:1:1139:9014', true],
    ['2001:db8:6::90', false],
    ['2001:db8::200:0:1139:9014', false],
    ['17.57.144.20', false],
  ])('%s is a translated address: %s', (address, expected) => expect(isTranslated(address)).toBe(expected));

  it.each([
    ['17.57.144.20', 5223, false],
    ['17.200.1.1', 443, false],
    ['2620:149:a44:f00::20', 5223, false],
    ['2403:300:a42::1', 5223, false],
    ['151.101.3.90', 5223, true],
    ['10.20.6.90', 443, true],
    ['2001:db8:6::90', 5223, true],
    ['23.46.63.91', 80, false],
    ['not an address', 443, false],
  ])('a courier at %s, port %i, is astray: %s', (address, port, expected) => {
    expect(isAstray(push({ server: address, port }))).toBe(expected);
  });

  it('leaves the configuration on its content network', () => {
    for (const name of ['init.push.apple.com', 'init-p01st.push.apple.com'])
      expect(isAstray(push({ serverName: name, server: '23.46.63.91', port: 443 }))).toBe(false);
  });

  it('takes no proxy for the destination', () => {
    const proxy = { server: '10.20.0.8', port: 3128 };
    expect(isAstray(push(proxy))).toBe(true);
    expect(isAstray(push({ ...proxy, protocol: 'http', observations: [connect(COURIER)] }))).toBe(false);
    expect(isAstray(push({ ...proxy, protocol: 'socks' }))).toBe(false);
    // The CONNECT may stand in front of the capture.
    expect(isAstray(push({ ...proxy, tcp: { midStream: true } }))).toBe(false);
  });
});
