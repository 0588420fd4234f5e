import { describe, expect, it } from 'vitest';
import { decoded, decodedView } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

describe('ICMP header', () => {
  it.each([
    ['IPv4', packet().ethernet().ipv4().icmp().payload('abc'), 1],
    ['IPv6', packet().ethernet().ipv6().icmpv6().payload('abc'), 58],
  ])('ends the walk in %s', (_, frame, protocol) => {
    expect(decoded(frame)).toMatchObject({ stop: 'ok', protocol, payload: 'abc' });
    const view = decodedView(frame);
    expect(view.payloadOffset - view.transportOffset).toBe(8);
    expect(view.sourcePort).toBe(0);
  });

  it('is cut within its 8 bytes', () => {
    expect(decoded(packet().ethernet().ipv4().icmp(), { captured: 41 }).stop).toBe('cut');
  });
});
