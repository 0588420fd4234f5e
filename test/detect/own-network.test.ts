import { expect, it } from 'vitest';
import { ADDRESS_RANGES } from '../../src/catalogue/address-ranges.ts';
import { isPublic, ownNetworkOf } from '../../src/detect/own-network.ts';

it.each([
  ['10.0.0.1', 'private network'],
  ['172.16.3.4', 'private network'],
  ['192.168.1.1', 'private network'],
  ['fd00:20::15', 'private network'],
  ['fc00::1', 'private network'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['fe80::1', 'link-local'],
  ['169.254.1.1', 'link-local'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
])('%s is of a %s', (address, title) => {
  expect(ownNetworkOf(address)).toBe(title);
});

it('knows every block of these', () => {
  const blocks = ADDRESS_RANGES.filter(({ name }) => ['private', 'shared', 'link-local', 'loopback'].includes(name));
  const first = blocks.flatMap(({ cidrs }) => cidrs.map((cidr) => cidr.slice(0, cidr.indexOf('/'))));
  expect(first.filter((address) => ownNetworkOf(address) === '')).toEqual([]);
});

it('leaves the internet alone, and what catches traffic for agents', () => {
  const others = [
    '17.57.144.20',
    '100.128.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '2620:149:a44::20',
    '198.18.0.1',
    'ff02::1',
    '::',
  ];
  expect(others.map(ownNetworkOf)).toEqual(others.map(() => ''));
});

it.each([
  ['17.57.144.20', true],
  ['2620:149:a44::20', true],
  ['10.20.0.8', false],
  ['100.64.0.1', false],
  ['fd00:20::15', false],
  ['198.18.0.1', false],
  ['no address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});
