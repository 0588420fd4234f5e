import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { type PackText, parseScreenSettings, parseSite } from '../../src/catalogue/parse-site.ts';
import { SITE_ROLES } from '../../src/catalogue/site-roles.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { RULES } from '../../src/detect/rules.ts';

const FILES: Readonly<Record<string, PackText>> = {
  'acme.json': {
    path: 'etc/acme.json',
    text: '{"endpoints": [{"id": "acme", "title": "Acme", "hosts": ["a.example"], "ports": {"tcp": [1]}}]}',
  },
  'again.json': {
    path: 'etc/again.json',
    text: '{"endpoints": [{"id": "acme", "title": "B", "hosts": ["b.example"], "ports": {"tcp": [1]}}]}',
  },
  'apns.JSON': {
    path: 'etc/apns.JSON',
    text: '{"endpoints": [{"id": "managed-device-apns", "title": "B", "hosts": ["b.example"], "ports": {"tcp": [1]}}]}',
  },
  'jet.csv': { path: 'etc/jet.csv', text: 'c.example,443,TCP,Own' },
  'bad.csv': { path: 'etc/bad.csv', text: 'c.example,x,TCP,Own' },
};
const known = { rules: ['blocked/dns', 'ports/retired'], rows: ROWS };
const readPack = async (name: string): Promise<PackText> => FILES[name] ?? { path: name, refusal: 'does not exist' };

async function parse(value: unknown) {
  const parsed = await parseSite({ path: 'etc/site.json', text: JSON.stringify(value) }, known, readPack);
  // The text stands on one line: its columns say nothing.
  return 'problems' in parsed
    ? { problems: parsed.problems.map((problem) => problem.replace(/(site\.json):1:\d+/, '$1')) }
    : parsed;
}
const problemsOf = async (value: unknown) => {
  const parsed = await parse(value);
  return 'problems' in parsed ? parsed.problems : [];
};

describe('a configuration', () => {
  it('that is empty declares nothing', async () => {
    expect(await parse({})).toEqual({ site: { path: 'etc/site.json', hosts: [] }, rows: ROWS });
  });

  it('declares hosts with their keys, as they are compared', async () => {
    const parsed = await parse({
      ldap: ['DC01.example.com.', { host: '10.1.0.0/16', ports: [3268] }],
      jamfPro: ['10.1.1.1'],
    });
    expect(parsed).toMatchObject({
      site: {
        hosts: [
          { role: 'jamf-pro', host: '10.1.1.1', key: 'jamfPro[0]' },
          { role: 'ldap', host: 'dc01.example.com', key: 'ldap[0]' },
          { role: 'ldap', host: '10.1.0.0/16', key: 'ldap[1]', ports: [3268] },
        ],
      },
    });
  });

  it('says how findings are to be taken', async () => {
    const severity = { 'ports/retired': 'off' };
    const exceptions = [{ rule: 'blocked/dns', service: 'S22', reason: 'x', until: '2026-12-31' }];
    expect(await parse({ hosting: 'jamf-cloud', severity, exceptions })).toMatchObject({
      site: { hosting: 'jamf-cloud', severity, exceptions },
    });
  });

  it('brings the rows of its packs, which exceptions may name', async () => {
    const exceptions = [{ rule: 'blocked/dns', service: 'acme', reason: 'x', until: '2026-12-31' }];
    const parsed = await parse({ packs: ['acme.json', 'jet.csv'], exceptions });
    if (!('rows' in parsed)) throw new Error(parsed.problems.join());
    expect(parsed.rows.slice(ROWS.length).map(({ ref }) => ref)).toEqual(['X:acme', 'X:jet-own']);
    expect(parsed.site.packs).toEqual(['etc/acme.json', 'etc/jet.csv']);
  });

  it('may come from a program', async () => {
    const parsed = await parseSite({ value: { ldap: ['dc01.example.com'] } }, known, readPack);
    expect(parsed).toMatchObject({ site: { hosts: [{ role: 'ldap' }] } });
    expect('site' in parsed && parsed.site.path).toBeUndefined();
    expect(await parseSite({ value: { ldap: [''] } }, known, readPack)).toEqual({
      problems: ['config: ldap[0]: found "", expected a name, *.suffix, an address or a block such as 10.1.0.0/16'],
    });
  });
});

test.each<[string, unknown, string[]]>([
  [
    'an unknown rule',
    { severity: { 'blocked/dsn': 'off' } },
    ['etc/site.json: severity["blocked/dsn"]: no rule is called "blocked/dsn". Did you mean blocked/dns?'],
  ],
  [
    'unknown names in an exception',
    { exceptions: [{ rule: 'x/y', service: 'managed-devices-apns', reason: 'x', until: '2026-12-31' }] },
    [
      'etc/site.json: exceptions[0].rule: no rule is called "x/y". `jamscope explain` lists them',
      'etc/site.json: exceptions[0].service: no documented connection is called "managed-devices-apns". Did you mean managed-device-apns?',
    ],
  ],
  ['a pack that is not there', { packs: ['none.csv'] }, ['etc/site.json: packs[0]: none.csv does not exist']],
  [
    'a pack with a mistake',
    { packs: ['bad.csv'] },
    ['etc/bad.csv:1: port: found "x", expected a port from 1 to 65535'],
  ],
  [
    'a row of two packs',
    { packs: ['acme.json', 'again.json'] },
    ['etc/again.json:1:17: endpoints[0].id: "acme" is taken by: Acme (endpoint pack etc/acme.json)'],
  ],
  [
    'a row that is built in',
    { packs: ['apns.JSON'] },
    [
      'etc/apns.JSON:1:17: endpoints[0].id: "managed-device-apns" is taken by: Managed devices to APNs (Jamf: Network Ports Used by Jamf Pro)',
    ],
  ],
])('%s is a mistake', async (_, value, problems) => {
  expect(await problemsOf(value)).toEqual(problems);
});

test('mistakes in packs and in names are told together', async () => {
  expect(await problemsOf({ packs: ['bad.csv', 'none.csv'], severity: { x: 'off' } })).toHaveLength(3);
});

test('the examples of CONFIGURATION.md hold', async () => {
  const page = readFileSync(new URL('../../CONFIGURATION.md', import.meta.url), 'utf8');
  const [configuration, pack] = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, text]) => text);
  const list = /^```\n(vpn.*?)^```/ms.exec(page)?.[1];
  const texts: Readonly<Record<string, string | undefined>> = { 'acme.json': pack, 'jet.csv': list };
  const read = async (name: string): Promise<PackText> => ({ path: name, text: texts[name] ?? '' });
  const rules = Object.keys(RULES);
  const parsed = await parseSite({ path: 'site.json', text: configuration }, { rules, rows: ROWS }, read);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  expect(parsed.rows.slice(ROWS.length).map(({ id }) => id)).toEqual(['acme-vpn', 'jet-acme', 'jet-log-servers']);
  for (const { key } of SITE_ROLES) expect(page).toContain(`\`${key}\``);
});

test('what is about the screen is read apart, its keys by who knows them', () => {
  const read = (ui: unknown) =>
    parseScreenSettings('site.json', JSON.stringify({ ui }), (keys) =>
      Object.keys(keys).map((action) => ({ path: [action], text: 'unknown action' })),
    );
  expect(read(undefined)).toEqual({});
  expect(read({ keys: { fly: ['x'] } })).toEqual({ problems: ['site.json:1:16: ui.keys.fly: unknown action'] });
  expect(read({ key: {} })).toEqual({ problems: ['site.json:1:8: ui.key: unknown key. Did you mean keys?'] });
  expect(read({ keys: { quit: 'Q' } })).toEqual({
    problems: ['site.json:1:16: ui.keys.quit: found "Q", expected a list of 1 to 8 keys'],
  });
});
