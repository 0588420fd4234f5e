import { expect, test } from 'vitest';
import { nearWord } from '../../src/catalogue/near-word.ts';

const KEYS = ['hosting', 'jamfPro', 'ldap', 'proxies', 'distributionPoints', 'sccm', 'sccmPlugin', 'mysql'];

test.each<[string, string]>([
  ['jamfPor', 'jamfPro'],
  ['jamf-pro', 'jamfPro'],
  ['JAMFPRO', 'jamfPro'],
  ['ldpa', 'ldap'],
  ['ldapServers', 'ldap'],
  ['proxy', 'proxies'],
  ['distributionPoint', 'distributionPoints'],
  ['sccmPlugins', 'sccmPlugin'],
  ['MySQL', 'mysql'],
])('%s may be %s', (word, key) => {
  expect(nearWord(word, KEYS)).toBe(key);
});

test.each(['', 'x', 'database', 'push', 'smtp'])('%j is like none', (word) => {
  expect(nearWord(word, KEYS)).toBeUndefined();
});
