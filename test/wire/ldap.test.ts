import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import {
  berLength,
  decodeExtendedName,
  decodeLdapBind,
  decodeLdapHead,
  decodeLdapReference,
  decodeLdapResult,
  LDAP,
  type LdapHead,
  MAX_REFERRALS,
} from '../../src/wire/ldap.ts';
import { concat, hex } from '../support/hex.ts';
import { LDAP_SAMPLES as S } from '../support/ldap-samples.ts';
import { mutations } from '../support/mutations.ts';

const head = (bytes: Uint8Array) => decodeLdapHead(bytes) as LdapHead;
const bind = (bytes: Uint8Array) => decodeLdapBind(bytes, head(bytes));
const result = (bytes: Uint8Array) => decodeLdapResult(bytes, head(bytes));

describe('decodeLdapHead', () => {
  it('finds id, operation, and where both end', () => {
    expect(head(S.simpleBind)).toEqual({ id: 1, operation: LDAP.bindRequest, start: 7, end: 58, messageEnd: 58 });
    expect(head(S.unbind)).toEqual({ id: 3, operation: LDAP.unbindRequest, start: 7, end: 7, messageEnd: 7 });
    const { id, operation, start } = head(S.spnegoBindSuccess);
    expect([id, operation, start]).toEqual([0x55d69f61, LDAP.bindResponse, 18]);
  });

  it('reads on behind another message, and needs no more than the head', () => {
    const both = concat(S.bindSuccess, S.entry);
    expect(decodeLdapHead(both, S.bindSuccess.length)).toMatchObject({ id: 2, operation: LDAP.searchResultEntry });
    expect(decodeLdapHead(S.entry.subarray(0, 7))).toMatchObject({ start: 7, end: 62, messageEnd: 62 });
    expect(decodeLdapHead(S.entry.subarray(0, 6))).toBe('more');
  });

  it('lets controls follow the operation, and nothing else', () => {
    expect(head(hex`3009 020101 4200 a002 3000`)).toMatchObject({
      operation: LDAP.unbindRequest,
      end: 7,
      messageEnd: 11,
    });
    expect(decodeLdapHead(hex`3009 020101 4200 3002 3000`)).toBeUndefined();
  });

  it.each([
    ['no sequence', hex`3105 020101 4200`],
    ['too short a sequence', hex`3004 020101 42`],
    ['indefinite length', hex`3080 020101 4200 0000`],
    ['a length in five octets', hex`3085 0000000005 020101 4200`],
    ['a sequence of more than 64 MB', hex`3084 04000001 020101 6007`],
    ['no integer as id', hex`3005 040101 4200`],
    ['a negative id', hex`3005 020180 4200`],
    ['an id of five octets', hex`3009 02050000000001 4200`],
    ['no operation of LDAP', hex`3006 020101 a0 81 00`],
    ['an operation longer than its message', hex`3005 020101 4201 00`],
  ])('refuses %s', (_, bytes) => expect(decodeLdapHead(bytes)).toBeUndefined());
});

it('reads lengths in the definite form only', () => {
  const length = (bytes: Uint8Array) => berLength(new ByteCursor(bytes));
  expect([hex`00`, hex`7f`, hex`81 ff`, hex`84 00000100`].map(length)).toEqual([0, 127, 255, 256]);
  expect([hex`80`, hex`85 0000000001`].map(length)).toEqual([-1, -1]);
});

describe('decodeLdapBind', () => {
  const none = { saslMechanism: undefined, cleartextCredentials: false };

  it('tells the methods of RFC 4513 5.1 apart', () => {
    expect(bind(S.simpleBind)).toEqual({ version: 3, method: 'simple', ...none, cleartextCredentials: true });
    expect(bind(S.anonymousBind)).toEqual({ version: 3, method: 'anonymous', ...none });
    expect(bind(hex`300e 020101 6009 020103 0402 636e 8000`)).toEqual({
      version: 3,
      method: 'unauthenticated',
      ...none,
    });
    expect(bind(hex`3012 020101 600d 020102 0402 636e 8a04 4e544c4d`)).toEqual({
      version: 2,
      method: 'sicily',
      ...none,
    });
  });

  it('names the SASL mechanism, and says whether it sends the password as it is', () => {
    const sasl = { version: 3, method: 'sasl' };
    expect(bind(S.digestBind)).toEqual({ ...sasl, saslMechanism: 'DIGEST-MD5', cleartextCredentials: false });
    expect(bind(S.saslPlain)).toEqual({ ...sasl, saslMechanism: 'PLAIN', cleartextCredentials: true });
    const withoutCredentials = hex`3013 020101 600e 020103 0400 a307 0405 504c41494e`;
    expect(bind(withoutCredentials)).toMatchObject({ saslMechanism: 'PLAIN', cleartextCredentials: false });
  });

  it('never says who, or with what', () => {
    for (const bytes of [S.simpleBind, S.saslPlain]) expect(JSON.stringify(bind(bytes))).not.toMatch(/jamf|hunter/);
  });

  it('is nothing where the bytes end before the choice, or make none', () => {
    expect(decodeLdapBind(S.simpleBind.subarray(0, 40), head(S.simpleBind))).toBeUndefined();
    expect(bind(hex`300c 020101 6007 020103 0400 8100`)).toBeUndefined();
    expect(bind(hex`300c 020101 6007 040103 0400 8000`)).toBeUndefined();
  });
});

describe('decodeLdapResult', () => {
  const plain = { referrals: [], directoryError: undefined, oid: undefined };

  it('reads the code', () => {
    expect(result(S.bindSuccess)).toEqual({ code: 0, ...plain });
    expect(result(S.invalidCredentials)).toEqual({ code: 49, ...plain });
    expect(result(S.compareTrue)).toEqual({ code: 6, ...plain });
    expect(result(S.spnegoBindSuccess)).toEqual({ code: 0, ...plain });
    expect(result(hex`300d 020102 6508 0a021000 0400 0400`)).toEqual({ code: 4096, ...plain });
  });

  it('reads the servers of a referral, without the names of entries', () => {
    expect(result(S.referral)).toEqual({ code: 10, ...plain, referrals: ['ldap://dc2.corp.example:389'] });
  });

  it("reads Active Directory's own error", () => {
    expect(result(S.directoryRefusal)).toEqual({ code: 49, ...plain, directoryError: '52e' });
  });

  it('reads the name of an extended response, and credentials of a bind response not as one', () => {
    expect(result(S.notice)).toEqual({ code: 52, ...plain, oid: '1.3.6.1.4.1.1466.20036' });
    expect(result(S.digestSuccess)).toEqual({ code: 0, ...plain });
  });

  it('keeps the code of a result that is cut behind it', () => {
    expect(decodeLdapResult(S.referral.subarray(0, 12), head(S.referral))).toEqual({ code: 10, ...plain });
    expect(decodeLdapResult(S.referral.subarray(0, 9), head(S.referral))).toBeUndefined();
  });
});

it('reads the servers of a reference', () => {
  expect(decodeLdapReference(S.reference, head(S.reference))).toEqual(['ldap://branch.corp.example']);
  const url = concat(hex`0408`, 'ldap://a');
  const many = concat(hex`3069 020102 7364`, ...Array.from({ length: 10 }, () => url));
  expect(decodeLdapReference(many, head(many))).toEqual(Array(MAX_REFERRALS).fill('ldap://a'));
});

it('reads the OID of an extended request', () => {
  expect(decodeExtendedName(S.startTls, head(S.startTls))).toBe('1.3.6.1.4.1.1466.20037');
  expect(decodeExtendedName(S.whoAmI, head(S.whoAmI))).toBe('1.3.6.1.4.1.4203.1.11.3');
});

it('returns for every prefix and every changed byte', () => {
  const all = [decodeLdapBind, decodeLdapResult, decodeLdapReference, decodeExtendedName];
  for (const sample of Object.values(S)) {
    for (const bytes of mutations(sample)) {
      const found = decodeLdapHead(bytes);
      if (typeof found !== 'object') continue;
      for (const decode of all) expect(() => decode(bytes, found)).not.toThrow();
    }
  }
});
