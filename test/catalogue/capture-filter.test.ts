import { describe, expect, test } from 'vitest';
import { captureFilters, namesLeftOut } from '../../src/catalogue/capture-filter.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';

const SITE = {
  hosts: [
    { role: 'ldap-server', host: '10.20.1.30', ports: [10_389] },
    { role: 'distribution-point', host: '10.20.40.0/24' },
    { role: 'jamf-pro', host: 'jamf.corp.example' },
    { role: 'smtp-server', host: '2001:db8::25' },
  ],
} as const;

const termsOf = (filter: string) => new Set(filter.split(' or '));
const [, plain] = captureFilters(createCatalogue());

describe('without a configuration', () => {
  const terms = termsOf(plain);

  test.each([
    'tcp port 443',
    'tcp port 5223',
    'tcp port 2197',
    'tcp port 389',
    'tcp port 3306',
    'tcp port 53',
    'tcp port 3128',
    'udp port 53',
    'udp port 123',
    'udp port 443',
    'net 17.0.0.0/8',
    'net 2620:149:a44::/48',
    'icmp',
    'icmp6',
    'ip[6:2] & 0x1fff != 0',
    'ip6[6] = 44',
  ])('%s is kept', (term) => {
    expect(terms).toContain(term);
  });

  test('ranges that hold the ports of all clients are not, nor what 17.0.0.0/8 covers', () => {
    expect(plain).not.toContain('65535');
    expect(plain).not.toContain('17.57.144.0');
  });

  test('each term is there once', () => {
    expect(plain.split(' or ')).toHaveLength(terms.size);
  });
});

test('addresses, blocks and ports of the site are kept, its names told', () => {
  const catalogue = createCatalogue(SITE as never);
  const terms = termsOf(captureFilters(catalogue)[1]);
  for (const term of ['host 10.20.1.30', 'net 10.20.40.0/24', 'host 2001:db8::25', 'tcp port 10389', 'udp port 10389'])
    expect(terms, term).toContain(term);
  expect(namesLeftOut(catalogue)).toEqual(['jamf.corp.example']);
  expect(captureFilters(catalogue)[1]).not.toContain('corp.example');
});

test('with up to two VLAN tags, where the link type has them', () => {
  const [tagged] = captureFilters(createCatalogue());
  expect(tagged).toBe(`${plain} or (vlan and (${plain} or (vlan and (${plain}))))`);
});
