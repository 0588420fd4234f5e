import { expect, test } from 'vitest';
import { addressBytes, cidrBytes } from '../../src/catalogue/address-bytes.ts';

test('addresses become 4 or 16 bytes', () => {
  expect(addressBytes('17.249.0.1')).toEqual(Uint8Array.of(17, 249, 0, 1));
  expect(addressBytes('2620:149:a44::1')).toEqual(
    Uint8Array.of(0x26, 0x20, 1, 0x49, 0x0a, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  );
});

test.each(['', '1', '10.1', '010.0.0.1', '1.2.3.256', '1.2.3.4.5', 'fe80::1%en0', 'apple.com', '17.0.0.0/8', '::g'])(
  '%j is no address',
  (text) => {
    expect(addressBytes(text)).toBeUndefined();
  },
);

test('blocks carry their prefix', () => {
  expect(cidrBytes('17.57.144.0/22')).toEqual({ bytes: Uint8Array.of(17, 57, 144, 0), prefix: 22 });
  expect(cidrBytes('::/0')?.prefix).toBe(0);
  expect(cidrBytes('1.2.3.4/32')?.prefix).toBe(32);
});

test.each(['17.0.0.0', '17.0.0.1/8', '17.0.0.0/33', '17.0.0.0/', '17.0.0.0/-1', '2620:149:a44::/32', '::/129', 'x/8'])(
  '%j is no block',
  (text) => {
    expect(cidrBytes(text)).toBeUndefined();
  },
);
