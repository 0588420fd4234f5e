import { expect, test } from 'vitest';
import { addressBytes } from '../../src/catalogue/address-bytes.ts';
import { ADDRESS_RANGES } from '../../src/catalogue/address-ranges.ts';
import { rangesAt } from '../../src/catalogue/range-index.ts';

const named = (address: string) => rangesAt(addressBytes(address)!).map(({ range, cidr }) => `${range.name} ${cidr}`);

test.each([
  ['17.57.144.22', ['apns 17.57.144.0/22', 'apple-17 17.0.0.0/8']],
  ['17.1.2.3', ['apple-17 17.0.0.0/8']],
  ['2620:149:a44::5', ['apns 2620:149:a44::/48']],
  ['0.0.0.0', ['unspecified 0.0.0.0/8']],
  ['8.8.8.8', []],
])('%s', (address, expected) => {
  expect(named(address)).toEqual(expected);
});

test.each(ADDRESS_RANGES.flatMap(({ name, cidrs }) => cidrs.map((cidr) => [cidr, name])))('%s is %s', (cidr, name) => {
  expect(named(cidr.slice(0, cidr.indexOf('/')))).toContain(`${name} ${cidr}`);
});
