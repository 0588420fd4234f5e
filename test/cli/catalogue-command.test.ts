import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { ServiceRow } from '../../src/catalogue/service-row.ts';
import type { Site } from '../../src/catalogue/site.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { catalogueCommand, parseDestination } from '../../src/cli/catalogue-command.ts';

const run = (...args: string[]) => catalogueCommand(args);
const json = (...args: string[]) => JSON.parse(catalogueCommand(args, { json: true }).output);

describe('list', () => {
  test('one aligned line a row, in the order of the documents', () => {
    const { exitCode, output } = run('list');
    const [head, ...rows] = output.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(head).toMatch(/^REF +ID +TITLE +PORTS +DIRECTION$/);
    expect(rows).toHaveLength(63);
    const refs = rows.map((row) => row.split(' ')[0]);
    expect(refs.slice(0, 45)).toEqual([...Array.from({ length: 44 }, (_, index) => `S${index + 1}`), 'P3']);
    expect(refs.slice(45)).toEqual(refs.slice(45).toSorted());
    const column = head.indexOf('DIRECTION');
    for (const row of rows) expect(row.slice(column - 2, column + 1)).toMatch(/^ {2}\S$/);
  });

  test('shows ports and direction', () => {
    const line = run('list')
      .output.split('\n')
      .find((row) => row.startsWith('S22 '));
    expect(line).toMatch(/managed-device-apns +Managed devices to APNs +443, 5223 +managed-device -> apns$/);
  });

  test('is what no word means', () => {
    expect(run()).toEqual(run('list'));
  });

  test('as JSON holds whole rows', () => {
    const rows = json('list');
    expect(rows).toHaveLength(63);
    expect(rows[3]).toMatchObject({ ref: 'S4', ports: { tcp: [443, 2197] }, source: { section: 'row S4' } });
  });
});

describe('show', () => {
  test('by ref and by id, with the source', () => {
    const { exitCode, output } = run('show', 'S22');
    expect(exitCode).toBe(0);
    expect(output).toBe(run('show', 'managed-device-apns').output);
    expect(output).toMatch(/^S22 {2}Managed devices to APNs\n/);
    expect(output).toContain('fallback    5223 to 443');
    expect(output).toContain('source      Jamf: Network Ports Used by Jamf Pro, row S22');
    expect(output).toContain('https://learn.jamf.com/');
    expect(output).toContain('checked     2026-11-21');
  });

  test('by ref in small letters, and by the name of a group', () => {
    expect(run('show', 's22').output).toBe(run('show', 'S22').output);
    const refs = (output: string) =>
      output
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]);
    expect(refs(run('show', 'apns').output)).toEqual(['REF', 'S4', 'S5', 'S22']);
    expect(json('show', 'apns')).toHaveLength(3);
  });

  test('writes ranges out', () => {
    expect(run('show', 'S22').output).toMatch(/ {2}ranges {6}apns: 17\.249\.0\.0\/16, .*2620:149:a44::\/48/);
    expect(run('show', 'S22').output).toContain('apple-17: 17.0.0.0/8\n');
  });

  test('says what deviates: transport, lifecycle, hosting, whose hosts', () => {
    expect(run('show', 'S27').output).toContain('udp 137, 138 (documented as TCP; UDP seen in practice)');
    expect(run('show', 'S5').output).toContain('lifecycle   retired since 2021-03-31');
    expect(run('show', 'S15').output).toContain('condition   Jamf Cloud blocks port 25.');
    expect(run('show', 'S14').output).toContain("hosts       the customer's own");
    expect(run('show', 'S35').output).toContain('set by the administrator');
  });

  test('as JSON', () => {
    expect(json('show', 'A:device-setup')).toMatchObject({ id: 'apple-device-setup', to: 'apple' });
  });

  test('refuses an unknown row, harmlessly', () => {
    const { exitCode, output, error } = run('show', 'S99\u001b[31m');
    expect([exitCode, output]).toEqual([2, '']);
    expect(error).toContain('S99\\x1b[31m');
  });
});

describe('match', () => {
  test('names the rows, why, and how the port stands', () => {
    const { exitCode, output } = run('match', '7-Courier.push.apple.com:5223');
    expect(exitCode).toBe(0);
    expect(output.split('\n').slice(0, 3)).toEqual([
      '7-courier.push.apple.com:5223/tcp',
      '  S22  managed-device-apns: Managed devices to APNs',
      '      by name *.push.apple.com; port 5223 is documented; Jamf: Network Ports Used by Jamf Pro, row S22',
    ]);
  });

  test('an undocumented port is said to be one', () => {
    const { output } = run('match', 'acme.jamfcloud.com:8443');
    expect(output).toContain('tcp port 8443 is not documented (443 is)');
  });

  test('a retired host is said to be one', () => {
    expect(run('match', 'graph.windows.net:443').output).toContain('retired since 2025-07-01');
    expect(run('match', 'gateway.push.apple.com:2195').output).toContain('retired since 2021-03-31');
  });

  test('an address is told with its range', () => {
    const { output } = run('match', '[2620:149:a44::1]:443');
    expect(output).toContain('[2620:149:a44::1]:443/tcp\n  in 2620:149:a44::/48: Apple Push Notification service\n');
    expect(output).toContain('S22  managed-device-apns');
    expect(run('match', '208.91.112.55').output).toContain('FortiGuard block page');
  });

  test("a private address on a known port names the customer's servers that it may be", () => {
    const { output } = run('match', '10.0.0.5:389');
    expect(output).toContain('No documented connection goes there');
    expect(output).toMatch(/may be one of:\n {4}S14 .*\n {4}S36 /);
  });

  test('as JSON', () => {
    expect(json('match', 'api.push.apple.com:443')).toMatchObject({
      host: 'api.push.apple.com',
      port: 443,
      transport: 'tcp',
      matches: [
        { ref: 'S4', by: 'name', on: 'api.push.apple.com', portDocumented: true, ports: { tcp: [443, 2197] } },
        { ref: 'A:device-management', on: '*.push.apple.com' },
      ],
      ranges: [],
      candidates: [],
    });
    expect(json('match', '17.188.130.1').ranges.map((range: { name: string }) => range.name)).toEqual([
      'apns',
      'apple-17',
    ]);
    expect(json('match', '10.0.0.5:3306').candidates).toEqual([
      { id: 'jamf-pro-mysql', ref: 'S3', title: 'Jamf Pro to its MySQL database' },
    ]);
  });
});

const tcp = (host: string, port: number) => ({ host, isAddress: false, port, transport: 'tcp' });

test.each([
  ['apple.com', { host: 'apple.com', isAddress: false, port: undefined, transport: 'tcp' }],
  ['Apple.com.:443', { host: 'apple.com', isAddress: false, port: 443, transport: 'tcp' }],
  ['time.apple.com:123/udp', { host: 'time.apple.com', isAddress: false, port: 123, transport: 'udp' }],
  ['17.1.2.3:5223/tcp', { host: '17.1.2.3', isAddress: true, port: 5223, transport: 'tcp' }],
  ['17.1.2.3', { host: '17.1.2.3', isAddress: true, port: undefined, transport: 'tcp' }],
  ['2620:149:a44::1', { host: '2620:149:a44::1', isAddress: true, port: undefined, transport: 'tcp' }],
  ['::1', { host: '::1', isAddress: true, port: undefined, transport: 'tcp' }],
  ['[::1]:443', { host: '::1', isAddress: true, port: 443, transport: 'tcp' }],
  ['[::1]', { host: '::1', isAddress: true, port: undefined, transport: 'tcp' }],
  ['https://acme.jamfcloud.com/enroll', tcp('acme.jamfcloud.com', 443)],
  ['HTTPS://Jss.Example.com:8443/?a=b/udp#c', tcp('jss.example.com', 8443)],
  ['http://jss.example.com', tcp('jss.example.com', 80)],
  ['https://user:secret@jss.example.com:443/', tcp('jss.example.com', 443)],
  ['https://10.1.1.10:8443/', { ...tcp('10.1.1.10', 8443), isAddress: true }],
  ['https://[::1]/', { ...tcp('::1', 443), isAddress: true }],
  ['localhost:8443', { host: 'localhost', isAddress: false, port: 8443, transport: 'tcp' }],
])('destination %s', (text, expected) => {
  expect(parseDestination(text)).toEqual(expected);
});

test.each([
  '',
  ':443',
  'a b',
  'a..b',
  'apple.com:0',
  'apple.com:65536',
  'apple.com:x',
  '[apple.com]:443',
  '[::1',
  'https://',
  'https://apple.com:65536/',
  'https://a..b/',
  'ftp://apple.com/',
  '::1]:4',
  'apple.com:443:1',
  `${'a'.repeat(254)}`,
])('no destination: %j', (text) => {
  expect(parseDestination(text)).toBeUndefined();
  expect(run('match', text).exitCode).toBe(2);
});

test.each([
  [['show'], '`catalogue show` takes one thing, the ID or ref of a row'],
  [['match'], '`catalogue match` takes one thing, a host, HOST:PORT or URL'],
  [['list', 'x'], '`catalogue list` takes nothing behind it.'],
  [['find', 'x'], 'There is no `catalogue find`.\n'],
  [['mach', 'x'], 'There is no `catalogue mach`. Did you mean `jamscope catalogue match`?'],
  [['toString', 'x'], 'There is no `catalogue toString`.\n'],
  [['s22'], 'There is no `catalogue s22`. Did you mean `jamscope catalogue show s22`?'],
  [['show', 'S1', 'S2'], '`catalogue show` takes one thing'],
])('wrong usage says why: %j', (args, why) => {
  const { exitCode, output, error } = catalogueCommand(args);
  expect([exitCode, output]).toEqual([2, '']);
  expect(error.startsWith(why)).toBe(true);
  expect(error).toMatch(/^Usage: jamscope catalogue .*\n$/m);
});

test('a pasted URL is its host and port', () => {
  expect(run('match', 'https://acme.jamfcloud.com/enroll')).toEqual(run('match', 'acme.jamfcloud.com:443'));
});

describe('under a site configuration', () => {
  const site: Site = {
    path: 'jamscope.config.json',
    hosts: [
      { role: 'ldap', host: '10.1.1.0/29', key: 'ldap[0]' },
      { role: 'ldap', host: 'dc01.example.com', key: 'ldap[1]', ports: [3268] },
      { role: 'jamf-pro', host: '10.1.1.5', key: 'jamfPro[0]' },
    ],
  };
  const pack: ServiceRow = {
    ...ROWS[0],
    id: 'acme-vpn',
    ref: 'X:acme-vpn',
    title: 'Acme VPN',
    to: 'other-service',
    hosts: [{ name: 'vpn.acme.example' }],
    blocks: ['10.9.0.0/16'],
    source: { title: 'Network plan' },
    checked: undefined,
  };
  const catalogue = createCatalogue(site, [...ROWS, pack]);
  const ask = (...args: string[]) => catalogueCommand(args, {}, catalogue).output;

  test('match says what is declared, and which rows follow', () => {
    const output = ask('match', 'dc01.example.com:3268');
    expect(output).toMatch(
      /^dc01\.example\.com:3268\/tcp\n {2}declared as LDAP server or domain controller in jamscope\.config\.json \(ldap\[1\]\)\n {2}S14 /,
    );
    expect(output).toContain('by role ldap; port 3268 is declared');
    expect(JSON.parse(catalogueCommand(['match', '10.1.1.2'], { json: true }, catalogue).output)).toMatchObject({
      declared: [{ role: 'ldap', host: '10.1.1.0/29', key: 'ldap[0]' }],
    });
  });

  test('match says so for a block, and where no row follows', () => {
    expect(ask('match', '10.1.1.2:9')).toContain('  in 10.1.1.0/29: declared as LDAP server or domain controller');
    expect(ask('match', '10.9.1.1:443')).toContain('X:acme-vpn  acme-vpn: Acme VPN');
  });

  test('show names the hosts that are declared, and those of a pack', () => {
    expect(ask('show', 'S14')).toContain(
      "  hosts       the customer's own\n  declared    10.1.1.0/29: declared as LDAP server or domain controller in jamscope.config.json (ldap[0])\n              dc01.example.com: ",
    );
    expect(ask('show', 'acme-vpn')).toMatch(/hosts {7}vpn\.acme\.example \(.*\)\n {14}10\.9\.0\.0\/16\n/);
    expect(ask('show', 'acme-vpn')).not.toContain('declared');
    expect(ask('show', 'acme-vpn')).not.toContain('checked');
  });

  test('list ends with the rows of packs', () => {
    expect(ask('list').trimEnd().split('\n').at(-1)).toMatch(/^X:acme-vpn +acme-vpn +Acme VPN /);
  });
});

test('a pattern is no host, but some are like it', () => {
  const { exitCode, error } = catalogueCommand(['match', '*.jamfcloud.com']);
  expect([exitCode, error]).toEqual([
    2,
    'A pattern is no host. Ask for one that fits it: `jamscope catalogue match example.jamfcloud.com`.\n',
  ]);
  expect(catalogueCommand(['match', '*/*']).error).toMatch(/^Neither an http/);
});
