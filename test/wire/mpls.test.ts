import { describe, expect, it } from 'vitest';
import { decoded } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const FOUND = { stop: 'ok', ports: '50000>443', payload: 'abc' };
const one = packet().ethernet().mpls(16);

describe('MPLS', () => {
  it.each([
    ['IPv4', one.ipv4().tcp().payload('abc')],
    ['IPv6 under three labels', one.mpls(17).mpls(18).ipv6().tcp().payload('abc')],
    ['a pseudowire with control word', one.payload(new Uint8Array(4)).ethernet().ipv4().tcp().payload('abc')],
    ['a pseudowire without', one.ethernet().ipv4().tcp().payload('abc')],
  ])('carries %s', (_, frame) => {
    expect(decoded(frame)).toMatchObject(FOUND);
  });

  it('leaves an associated channel alone', () => {
    expect(decoded(one.payload(Uint8Array.of(0x10, 0, 0, 0x21, 1, 2, 3, 4))).stop).toBe('other');
  });

  it('is malformed where the stack has no bottom', () => {
    expect(decoded(packet().ethernet({ etherType: 0x8847 }).payload(new Uint8Array(8))).stop).toBe('malformed');
  });
});
