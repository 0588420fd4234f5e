/** Names of LDAP operations, result codes and OIDs (RFC 4511 A, RFC 4511 4.14). */
import { LDAP } from './ldap.ts';

export const START_TLS_OID = '1.3.6.1.4.1.1466.20037';

export type LdapOperationName = (typeof OPERATION_NAMES)[number][2];

const OPERATION_NAMES = [
  [LDAP.bindRequest, LDAP.bindResponse, 'bind'],
  [LDAP.unbindRequest, undefined, 'unbind'],
  [LDAP.searchRequest, LDAP.searchResultDone, 'search'],
  [LDAP.modifyRequest, LDAP.modifyResponse, 'modify'],
  [LDAP.addRequest, LDAP.addResponse, 'add'],
  [LDAP.deleteRequest, LDAP.deleteResponse, 'delete'],
  [LDAP.modifyDnRequest, LDAP.modifyDnResponse, 'modify-dn'],
  [LDAP.compareRequest, LDAP.compareResponse, 'compare'],
  [LDAP.abandonRequest, undefined, 'abandon'],
  [LDAP.extendedRequest, LDAP.extendedResponse, 'extended'],
] as const;

const REQUESTS: ReadonlyMap<number, LdapOperationName> = new Map(OPERATION_NAMES.map(([tag, , name]) => [tag, name]));
const RESULTS: ReadonlyMap<number, LdapOperationName> = new Map(
  OPERATION_NAMES.flatMap(([, tag, name]) => (tag === undefined ? [] : [[tag, name] as const])),
);

/** What a request with this identifier octet asks; `undefined` when it is none. */
export function ldapRequestName(operation: number): LdapOperationName | undefined {
  return REQUESTS.get(operation);
}

/** Which operation a response with this identifier octet concludes; `undefined` when it concludes none. */
export function ldapResultName(operation: number): LdapOperationName | undefined {
  return RESULTS.get(operation);
}

/** RFC 4511 A.1; `code 118` for those that it does not list. */
export function ldapCodeName(code: number): string {
  return CODES[code] ?? `code ${code}`;
}

const CODES: Readonly<Record<number, string>> = {
  0: 'success',
  1: 'operationsError',
  2: 'protocolError',
  3: 'timeLimitExceeded',
  4: 'sizeLimitExceeded',
  5: 'compareFalse',
  6: 'compareTrue',
  7: 'authMethodNotSupported',
  8: 'strongerAuthRequired',
  10: 'referral',
  11: 'adminLimitExceeded',
  12: 'unavailableCriticalExtension',
  13: 'confidentialityRequired',
  14: 'saslBindInProgress',
  16: 'noSuchAttribute',
  17: 'undefinedAttributeType',
  18: 'inappropriateMatching',
  19: 'constraintViolation',
  20: 'attributeOrValueExists',
  21: 'invalidAttributeSyntax',
  32: 'noSuchObject',
  33: 'aliasProblem',
  34: 'invalidDNSyntax',
  36: 'aliasDereferencingProblem',
  48: 'inappropriateAuthentication',
  49: 'invalidCredentials',
  50: 'insufficientAccessRights',
  51: 'busy',
  52: 'unavailable',
  53: 'unwillingToPerform',
  54: 'loopDetect',
  64: 'namingViolation',
  65: 'objectClassViolation',
  66: 'notAllowedOnNonLeaf',
  67: 'notAllowedOnRDN',
  68: 'entryAlreadyExists',
  69: 'objectClassModsProhibited',
  71: 'affectsMultipleDSAs',
  80: 'other',
};
