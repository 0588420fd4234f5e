import { expect, test } from 'vitest';
import { blockOf, HostIndex, isAddressOrBlock } from '../../src/catalogue/host-index.ts';

const index = new HostIndex(
  ['DC01.example.com.', '*.example.com', '10.1.0.0/16', '10.1.1.5', '2001:db8::/32', 'dc01'].map(
    (host) => [host, host] as const,
  ),
);

test.each<[string, string[]]>([
  ['dc01.example.com', ['DC01.example.com.', '*.example.com']],
  ['dc02.EXAMPLE.com', ['*.example.com']],
  ['example.com', []],
  ['dc01', ['dc01']],
  ['10.1.1.5', []],
])('name %s', (name, expected) => {
  expect(index.ofName(name)).toEqual(expected);
});

test.each<[string | Uint8Array, string[]]>([
  ['10.1.1.5', ['10.1.1.5', '10.1.0.0/16']],
  [Uint8Array.of(10, 1, 2, 3), ['10.1.0.0/16']],
  ['10.2.0.1', []],
  ['2001:db8::25', ['2001:db8::/32']],
  ['dc01', []],
])('address %s', (address, expected) => {
  expect(index.ofAddress(address)).toEqual(expected);
});

test('an address is the block of itself', () => {
  expect(['10.1.1.5', 'fd00::25', '10.1.0.0/16'].map(blockOf)).toEqual(['10.1.1.5/32', 'fd00::25/128', '10.1.0.0/16']);
  expect(['10.1.1.5', 'fd00::25', '10.1.0.0/16', 'dc01', '*.de'].map(isAddressOrBlock)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
