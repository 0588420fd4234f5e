import { expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { declaredText, EMPTY_SITE, type Site } from '../../src/catalogue/site.ts';

const site: Site = {
  hosts: [
    { role: 'jamf-pro', host: 'JPS.example.com' },
    { role: 'ldap', host: '10.0.0.0/29' },
    { role: 'distribution-point', host: '10.0.0.5' },
    { role: 'mysql', host: '*.db.example.com', ports: [3307] },
    { role: 'smtp', host: 'fd00::25' },
  ],
};
const catalogue = createCatalogue(site);

test('nothing is declared by default', () => {
  expect(EMPTY_SITE.hosts).toEqual([]);
  expect(createCatalogue().rolesOf('jps.example.com', '10.0.0.5')).toEqual([]);
});

test.each([
  ['jps.example.com', undefined, ['jamf-pro']],
  [undefined, '10.0.0.5', ['distribution-point', 'ldap']],
  [undefined, '10.0.0.8', []],
  ['a.db.example.com', '10.0.0.1', ['mysql', 'ldap']],
  [undefined, 'fd00::25', ['smtp']],
  ['www.example.com', undefined, []],
])('%s at %s plays %j', (name, address, roles) => {
  expect(catalogue.rolesOf(name, address)).toEqual(roles);
});

test('a declared host leads to the rows of its role', () => {
  const found = catalogue.classifyEndpoint({ name: 'jps.example.com', port: 8443, clientRoles: ['mobile-device'] });
  expect(found.map(({ row, by, portDocumented }) => [row.ref, by, portDocumented])).toEqual([
    ['S21', 'role', true],
    ['S42', 'role', true],
    ['S1', 'role', true],
  ]);
});

test('a row says which declaration led to it, and ports count for the role that they were declared for', () => {
  const both = createCatalogue({
    hosts: [
      { role: 'ldap', host: '10.0.0.0/29', key: 'ldap[0]', ports: [3268] },
      { role: 'smtp', host: '10.0.0.5', key: 'smtp[0]' },
    ],
  });
  const found = both.classifyEndpoint({ address: '10.0.0.5', port: 3268, clientRoles: ['jamf-pro'] });
  const by = found.map(({ row, declared, portDocumented }) => [row.ref, declared?.key, portDocumented]);
  expect(by).toContainEqual(['S14', 'ldap[0]', true]);
  expect(by).toContainEqual(['S15', 'smtp[0]', false]);
  expect(both.declared(undefined, '10.0.0.5').map(({ key }) => key)).toEqual(['smtp[0]', 'ldap[0]']);
  const [inferred] = both.classifyEndpoint({ address: '10.9.9.9', port: 389, serverRoles: ['ldap'] });
  expect(inferred).toMatchObject({ by: 'role' });
  expect(inferred.declared).toBeUndefined();
});

test('a declaration in words', () => {
  const host = { role: 'ldap', host: '10.0.0.5' } as const;
  const words = 'declared as LDAP server or domain controller in';
  expect(declaredText({ ...host, key: 'ldap[0]' }, { hosts: [], path: 'site.json' })).toBe(
    `${words} site.json (ldap[0])`,
  );
  expect(declaredText(host, { hosts: [] })).toBe(`${words} the site configuration`);
});

test('a declared port counts as documented', () => {
  const portOf = (port: number) =>
    catalogue.classifyEndpoint({ name: 'a.db.example.com', port, clientRoles: ['jamf-pro'] })[0];
  expect(portOf(3307)).toMatchObject({ row: { ref: 'S3' }, portDocumented: true });
  expect(portOf(3308)).toMatchObject({ row: { ref: 'S3' }, portDocumented: false });
});

test('a block that is none is refused when the catalogue is built', () => {
  expect(() => createCatalogue({ hosts: [{ role: 'ldap', host: '10.0.0.1/8' }] })).toThrow('10.0.0.1/8');
});
