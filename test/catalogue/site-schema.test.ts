/** The published JSON Schema is generated from the declaration and checked in; `vitest --update` writes it anew. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { SITE_ROLES } from '../../src/catalogue/site-roles.ts';
import { type SiteConfiguration, siteConfiguration } from '../../src/catalogue/site-schema.ts';

const FILE = '../../src/catalogue/config.schema.json';
const onDisk = readFileSync(new URL(FILE, import.meta.url), 'utf8');
const published = z.fromJSONSchema(JSON.parse(onDisk));

/** Every key of the configuration. */
const WHOLE: SiteConfiguration = {
  $schema: './node_modules/jamscope/dist/config.schema.json',
  hosting: 'on-premises',
  ...Object.fromEntries(
    SITE_ROLES.map(({ key }, index) => [key, [`10.0.0.${index}`, { host: `*.${key.toLowerCase()}` }]]),
  ),
  ldap: [{ host: 'dc01.example.com', ports: [389, 3268] }, '2001:db8::/64'],
  packs: ['acme.json', 'jet.csv'],
  severity: { 'ports/retired': 'off', 'blocked/dns': 'error' },
  exceptions: [{ rule: 'blocked/dns', service: 'S22', host: '*.apple.com', reason: 'ticket', until: '2026-12-31' }],
  ui: { keys: { quit: ['Q'] } },
};

describe('config.schema.json', () => {
  it('is what is declared', async () => {
    const schema = z.toJSONSchema(siteConfiguration, { io: 'input', reused: 'ref' });
    const same = isDeepStrictEqual(JSON.parse(onDisk), schema);
    await expect(same ? onDisk : JSON.stringify(schema, null, 2)).toMatchFileSnapshot(FILE);
  });

  it('describes every key, for editors', () => {
    const { properties } = JSON.parse(onDisk) as { properties: Record<string, object> };
    expect(Object.keys(properties)).toHaveLength(SITE_ROLES.length + 6);
    for (const [key, { $ref, description }] of Object.entries(properties) as [string, Record<string, string>][])
      expect($ref ?? description, key).toBeDefined();
  });
});

test.each<[string, unknown, boolean]>([
  ['nothing', {}, true],
  ['every key', WHOLE, true],
  ['a list', [], false],
  ['an unknown key', { host: [] }, false],
  ['an unknown key of a host', { ldap: [{ host: 'dc', port: 389 }] }, false],
  ['a host without a list', { ldap: 'dc' }, false],
  ['port 0', { ldap: [{ host: 'dc', ports: [0] }] }, false],
  ['no port', { ldap: [{ host: 'dc', ports: [] }] }, false],
  ['another hosting', { hosting: 'cloud' }, false],
  ['another severity', { severity: { 'blocked/dns': 'fatal' } }, false],
  ['an exception without reason', { exceptions: [{ rule: 'blocked/dns', until: '2026-12-31' }] }, false],
  ['an exception without end', { exceptions: [{ rule: 'blocked/dns', reason: 'x' }] }, false],
  ['an exception until no day', { exceptions: [{ rule: 'blocked/dns', reason: 'x', until: 'May' }] }, false],
])('%s: the schema that is published agrees', (_, value, valid) => {
  expect(siteConfiguration.safeParse(value).success).toBe(valid);
  expect(published.safeParse(value).success).toBe(valid);
});

test('hosts are held against what can be looked up', () => {
  const problem = (host: unknown) => siteConfiguration.safeParse({ ldap: [host] }).success;
  expect([problem('10.1.1.300'), problem({ host: 'dc:636' }), problem('dc01.example.com')]).toEqual([
    false,
    false,
    true,
  ]);
});

test('no list is without an end', () => {
  const many = (length: number, value: unknown) => Array.from({ length }, () => value);
  expect(siteConfiguration.safeParse({ ldap: many(1000, 'dc') }).success).toBe(true);
  expect(siteConfiguration.safeParse({ ldap: many(1001, 'dc') }).success).toBe(false);
  expect(siteConfiguration.safeParse({ packs: many(101, 'a.json') }).success).toBe(false);
});
