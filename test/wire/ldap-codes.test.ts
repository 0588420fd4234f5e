import { expect, it } from 'vitest';
import { LDAP } from '../../src/wire/ldap.ts';
import { ldapCodeName, ldapRequestName, ldapResultName } from '../../src/wire/ldap-codes.ts';

it('names result codes as RFC 4511 A.1 does, and keeps the numbers of others', () => {
  expect([0, 8, 10, 49, 53, 118].map(ldapCodeName)).toEqual([
    'success',
    'strongerAuthRequired',
    'referral',
    'invalidCredentials',
    'unwillingToPerform',
    'code 118',
  ]);
});

it('names the operation that a message asks for, or concludes', () => {
  expect([LDAP.bindRequest, LDAP.unbindRequest, LDAP.searchResultDone].map(ldapRequestName)).toEqual([
    'bind',
    'unbind',
    undefined,
  ]);
  const answers = [LDAP.bindResponse, LDAP.searchResultDone, LDAP.searchResultEntry, LDAP.extendedResponse];
  expect(answers.map(ldapResultName)).toEqual(['bind', 'search', undefined, 'extended']);
});
