import { expect, test } from 'vitest';
import { ROLE_TITLES } from '../../src/catalogue/role.ts';
import { SITE_ROLES } from '../../src/catalogue/site-roles.ts';

test('every role has one key, but for those of hosts that are not the customer’s', () => {
  const roles = SITE_ROLES.map(({ role }) => role);
  const foreign = ['apns', 'apple', 'jamf-hosted', 'microsoft', 'teamviewer', 'other-service'];
  expect([...roles, ...foreign].toSorted()).toEqual(Object.keys(ROLE_TITLES).toSorted());
  expect(new Set(SITE_ROLES.map(({ key }) => key)).size).toBe(roles.length);
});

test('keys read as the roles do', () => {
  for (const { key, role } of SITE_ROLES) {
    expect(key).toMatch(/^[a-z][a-zA-Z0-9]*$/);
    // `adminWorkstations` for `admin-workstation`, `proxies` for `proxy`.
    expect(key.toLowerCase().slice(0, 4)).toBe(role.replaceAll('-', '').slice(0, 4));
  }
});
