import { describe, expect, it } from 'vitest';
import { matchLdapStart } from '../../src/wire/ldap-start.ts';
import { Random } from '../fuzz/random.ts';
import { concat, hex } from '../support/hex.ts';
import { LDAP_SAMPLES } from '../support/ldap-samples.ts';
import { mutations } from '../support/mutations.ts';

const { digestSealed, ...MESSAGES } = LDAP_SAMPLES;

describe('matchLdapStart', () => {
  it.each(Object.entries(MESSAGES))('knows %s, and asks for more of its prefixes', (_, bytes) => {
    expect(matchLdapStart(bytes)).toBe('match');
    expect(matchLdapStart(concat('x', bytes), 1)).toBe('match');
    for (let length = 0; length < bytes.length; length++)
      expect(matchLdapStart(bytes.subarray(0, length)), `${length} bytes`).not.toBe('reject');
    expect(matchLdapStart(bytes.subarray(0, 6))).toBe('more');
  });

  it('knows operations that were not recorded', () => {
    expect(matchLdapStart(concat(hex`300b 020105 4a06`, 'cn=old'))).toBe('match');
    expect(matchLdapStart(hex`3006 020106 500105`)).toBe('match');
    expect(matchLdapStart(concat(hex`3016 020107 6c11 0405`, 'cn=ab', hex`0405`, 'cn=cd', hex`0101ff`))).toBe('match');
    expect(matchLdapStart(concat(hex`3010 020108 790b 8009`, '1.3.6.1.4'))).toBe('match');
  });

  it.each([
    ['a buffer of a security layer', digestSealed],
    ['SNMP (RFC 1157)', hex`3026 020100 0406 7075626c6963 a019 02010102010002010030 0e300c06082b060102010101000500`],
    [
      'an SNMPv3 message',
      hex`303e 020103 3011 020400000001 020300ffe3 040104 020103 0410 300e0400020100020100040004000400`,
    ],
    ['a certificate', hex`308202f0 308201d8 020102 300d 06092a864886f70d01010b 0500`],
    ['a Kerberos AS-REQ', hex`6a81b5 3081b2 a103020105 a20302010a`],
    ['an entry without an id', hex`300c 020100 6507 0a0100 0400 0400`],
    ['a bind without a version', hex`300c 020101 6007 040103 0400 8000`],
    ['a result whose code is no number', hex`300c 020101 6107 040100 0400 0400`],
    ['an unbind with content', hex`3007 020103 4202 0000`],
    ['an abandon without an id', hex`3005 020103 5000`],
    ['a deletion of no name', concat(hex`300b 020105 4a06`, 'nothin')],
    ['a reference to no server', concat(hex`300d 020105 7308 0406`, 'http:/')],
  ])('rejects %s', (_, bytes) => expect(matchLdapStart(bytes)).toBe('reject'));

  it('returns for every changed byte', () => {
    for (const sample of Object.values(MESSAGES)) for (const bytes of mutations(sample)) matchLdapStart(bytes);
  });

  it('takes no random bytes, not even behind a sequence with an integer', () => {
    const random = new Random(7);
    const taken: Uint8Array[] = [];
    for (let run = 0; run < 20_000; run++) {
      const bytes = Uint8Array.from({ length: 40 }, () => random.below(256));
      if (run % 2) bytes.set(hex`3026 020101`);
      if (matchLdapStart(bytes) !== 'reject') taken.push(bytes);
    }
    expect(taken).toEqual([]);
  });
});
