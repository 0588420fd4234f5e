import { describe, expect, test } from 'vitest';
import { cidrBytes } from '../../src/catalogue/address-bytes.ts';
import { ADDRESS_RANGES, type AddressRange } from '../../src/catalogue/address-ranges.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';

const ranges: readonly AddressRange[] = ADDRESS_RANGES;
const range = (name: string) => ranges.find((candidate) => candidate.name === name)!;
const catalogue = createCatalogue();
const named = (address: string) => catalogue.matchAddress(address).map((match) => match.range.name);

test('the nine APNs blocks of Apple 102266', () => {
  expect(range('apns').cidrs).toEqual([
    '17.249.0.0/16',
    '17.252.0.0/16',
    '17.57.144.0/22',
    '17.188.128.0/18',
    '17.188.20.0/23',
    '2620:149:a44::/48',
    '2403:300:a42::/48',
    '2403:300:a51::/48',
    '2a01:b740:a42::/48',
  ]);
});

test('the misprint 2620:149:a40::/48 is not among them', () => {
  expect(ranges.flatMap(({ cidrs }) => cidrs)).not.toContain('2620:149:a40::/48');
  expect(named('2620:149:a40::1')).toEqual([]);
});

describe.each(ranges)('$name', ({ cidrs, source, checked, title }) => {
  test('has valid blocks, each once, a source and a day', () => {
    for (const cidr of cidrs) expect(cidrBytes(cidr)).toBeDefined();
    expect(new Set(cidrs).size).toBe(cidrs.length);
    expect(source.title).toMatch(/./);
    expect(title).toMatch(/./);
    expect(checked).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});

test.each([
  ['17.57.147.255', ['apns', 'apple-17']],
  ['17.57.148.0', ['apple-17']],
  ['17.188.21.255', ['apns', 'apple-17']],
  ['17.188.22.0', ['apple-17']],
  ['17.253.1.1', ['apple-17']],
  ['18.0.0.0', []],
  ['2a01:b740:a42:1::5', ['apns']],
  ['208.91.112.55', ['fortiguard-block-page']],
  ['208.91.112.56', []],
  ['146.112.61.103', []],
  ['146.112.61.104', ['umbrella-block-page']],
  ['146.112.61.110', ['umbrella-block-page']],
  ['146.112.61.111', []],
  ['::ffff:146.112.61.106', ['umbrella-block-page']],
  ['198.135.184.22', ['palo-alto-sinkhole']],
  ['72.5.65.111', ['palo-alto-sinkhole']],
  ['0.0.0.0', ['unspecified']],
  ['::', ['unspecified']],
  ['127.0.0.1', ['loopback']],
  ['::1', ['loopback']],
  ['10.1.2.3', ['private']],
  ['172.31.255.255', ['private']],
  ['172.32.0.0', []],
  ['192.168.0.1', ['private']],
  ['fd00::1', ['private']],
  ['100.127.255.255', ['shared']],
  ['100.128.0.0', []],
  ['169.254.1.1', ['link-local']],
  ['fe80::1', ['link-local']],
  ['255.255.255.255', ['broadcast']],
  ['198.19.0.1', ['benchmarking']],
  ['8.8.8.8', []],
])('%s lies in %j', (address, expected) => {
  expect(named(address)).toEqual(expected);
});
