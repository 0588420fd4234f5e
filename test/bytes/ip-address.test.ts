import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { ipAddressText, ipv4Text, ipv6Text } from '../../src/bytes/ip-address.ts';

const groups = (...values: number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));

describe('ipv6Text', () => {
  // The examples of RFC 5952 1, 2 and 4.
  it.each([
    ['2001:db8::1', groups(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)],
    ['2001:db8::2:1', groups(0x2001, 0xdb8, 0, 0, 0, 0, 2, 1)],
    ['2001:db8:0:1:1:1:1:1', groups(0x2001, 0xdb8, 0, 1, 1, 1, 1, 1)],
    ['2001:0:0:1::1', groups(0x2001, 0, 0, 1, 0, 0, 0, 1)],
    ['2001:db8::1:0:0:1', groups(0x2001, 0xdb8, 0, 0, 1, 0, 0, 1)],
    ['2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa', groups(0x2001, 0xdb8, 0xaaaa, 0xbbbb, 0xcccc, 0xdddd, 0xeeee, 0xaaaa)],
    ['::', groups(0, 0, 0, 0, 0, 0, 0, 0)],
    ['::1', groups(0, 0, 0, 0, 0, 0, 0, 1)],
    ['fe80::', groups(0xfe80, 0, 0, 0, 0, 0, 0, 0)],
    ['::1:0:0:0:1', groups(0, 0, 0, 1, 0, 0, 0, 1)],
    ['::ffff:192.0.2.1', groups(0, 0, 0, 0, 0, 0xffff, 0xc000, 0x201)],
  ])('%s', (text, bytes) => {
    expect(ipv6Text(bytes)).toBe(text);
  });

  it('agrees with ipaddr.js on any address', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (values) => {
        const address = new ipaddr.IPv6(values);
        fc.pre(!address.isIPv4MappedAddress());
        expect(ipv6Text(groups(...values))).toBe(address.toRFC5952String());
      }),
    );
  });
});

describe('ipv4Text', () => {
  it('prints four decimal numbers', () => {
    expect(ipv4Text(Uint8Array.of(17, 57, 144, 0))).toBe('17.57.144.0');
  });
});

describe('ipAddressText', () => {
  it('reads at an offset in the version given', () => {
    const bytes = Uint8Array.of(9, 9, 192, 0, 2, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    expect(ipAddressText(bytes, 2, 4)).toBe('192.0.2.255');
    expect(ipAddressText(bytes, 2, 6)).toBe('c000:2ff::');
  });
});
