/** The published JSON Schema is generated from the declaration and checked in; `vitest --update` writes it anew. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, it, test } from 'vitest';
import { z } from 'zod';
import { type EndpointPack, endpointPack } from '../../src/catalogue/pack-schema.ts';

const FILE = '../../src/catalogue/pack.schema.json';
const onDisk = readFileSync(new URL(FILE, import.meta.url), 'utf8');
const published = z.fromJSONSchema(JSON.parse(onDisk));

it('is what is declared', async () => {
  const schema = z.toJSONSchema(endpointPack, { io: 'input', reused: 'ref' });
  const same = isDeepStrictEqual(JSON.parse(onDisk), schema);
  await expect(same ? onDisk : JSON.stringify(schema, null, 2)).toMatchFileSnapshot(FILE);
});

type Endpoint = EndpointPack['endpoints'][number];
const LEAST: Endpoint = { id: 'acme-vpn', title: 'Acme VPN', hosts: ['vpn.acme.example'], ports: { tcp: [443] } };
const pack = (more: object, least: object = LEAST) => ({ endpoints: [{ ...least, ...more }] });

test.each<[string, unknown, boolean]>([
  ['the least', pack({}), true],
  [
    'every key',
    {
      $schema: 'x',
      source: { title: 'Network plan', section: '4', url: 'https://wiki.acme.example/plan' },
      checked: '2026-11-01',
      ...pack({
        ref: 'X:vpn',
        from: ['managed-computer'],
        to: 'other-service',
        except: ['old.vpn.acme.example'],
        ports: { tcp: [443, [8000, 8010]], udp: [443] },
        protocols: ['tls', 'quic'],
        configurablePort: true,
        tlsInspection: 'unsupported',
        source: { title: 'Another' },
        checked: '2026-11-02',
        notes: ['For the new Macs.'],
      }),
    },
    true,
  ],
  ['no endpoint', { endpoints: [] }, false],
  ['an unknown key', pack({ port: 443 }), false],
  ['an id in capitals', pack({ id: 'Acme' }), false],
  ['a ref of the documents', pack({ ref: 'S45' }), false],
  ['an unknown role', pack({ to: 'vpn' }), false],
  ['an unknown protocol', pack({ protocols: ['wireguard'] }), false],
  ['ports as a list', pack({ ports: [443] }), false],
  ['a range of three', pack({ ports: { tcp: [[1, 2, 3]] } }), false],
])('%s: the schema that is published agrees', (_, value, valid) => {
  expect(endpointPack.safeParse(value).success).toBe(valid);
  expect(published.safeParse(value).success).toBe(valid);
});
