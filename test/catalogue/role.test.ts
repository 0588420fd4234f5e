import { expect, test } from 'vitest';
import { ROLE_TITLES, type Role, rolesFit } from '../../src/catalogue/role.ts';

test.each<[Role[], Role[], boolean]>([
  [['jamf-pro'], ['jamf-pro'], true],
  [['jamf-pro'], ['managed-device'], false],
  [['jamf-pro'], [], true],
  [['managed-device'], ['mobile-device'], true],
  [['managed-computer'], ['managed-device'], true],
  [['managed-computer'], ['mobile-device'], false],
  [['jamf-pro'], ['jamf-cloud-egress'], true],
  [['ldap'], ['mysql', 'ldap'], true],
  [['other-service'], ['smtp'], true],
  [['smtp'], ['other-service'], false],
])('wanted %j, known %j: %s', (wanted, known, fits) => {
  expect(rolesFit(wanted, known)).toBe(fits);
});

test('every role has a title of its own', () => {
  const titles = Object.values(ROLE_TITLES);
  expect(new Set(titles).size).toBe(titles.length);
});
