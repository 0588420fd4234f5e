import { describe, expect, it } from 'vitest';
import { DER, DerReader } from '../../src/wire/der.ts';
import { decodeName, directoryString, nameText } from '../../src/wire/x509-name.ts';
import { der, oid, rdn, sequence, set } from '../support/der.ts';
import { concat, fromHex, hex } from '../support/hex.ts';

const read = (...rdns: Uint8Array[]) => decodeName(new DerReader(concat(...rdns)));

describe('directoryString', () => {
  it.each([
    ['UTF8String', DER.utf8String, '436166c3a9', 'Café'],
    ['PrintableString', DER.printableString, '41636d65', 'Acme'],
    ['PrintableString with a byte it may not hold', DER.printableString, '41e9', 'Aé'],
    ['T61String, taken as Latin-1', DER.t61String, '436166e9', 'Café'],
    ['BMPString', DER.bmpString, '65e5672c', '日本'],
    ['BMPString with surrogates', DER.bmpString, 'd83dde00', '😀'],
    ['BMPString cut short', DER.bmpString, '65e567', '日'],
    ['UniversalString', DER.universalString, '000065e50001f600', '日😀'],
    ['UniversalString beyond Unicode', DER.universalString, '00110000', '\ufffd'],
    ['IA5String', DER.ia5String, '6140622e63', 'a@b.c'],
    ['control characters', DER.utf8String, '611b5b4a', 'a\\x1b[J'],
    ['ill-formed UTF-8', DER.utf8String, '61ff', 'a\ufffd'],
  ])('%s', (_name, tag, bytes, expected) => expect(directoryString(tag, fromHex(bytes))).toBe(expected));
});

describe('decodeName', () => {
  it('keeps the order, names known types and leaves others as numbers', () => {
    const name = read(
      rdn('2.5.4.6', DER.printableString, 'US'),
      rdn('1.2.840.113549.1.9.1', DER.ia5String, 'certadmin@netskope.com'),
      rdn('1.3.6.1.4.1.99', DER.utf8String, 'x'),
    );
    expect(name).toEqual([
      { oid: '2.5.4.6', name: 'C', value: 'US', joined: false },
      { oid: '1.2.840.113549.1.9.1', name: 'emailAddress', value: 'certadmin@netskope.com', joined: false },
      { oid: '1.3.6.1.4.1.99', name: '1.3.6.1.4.1.99', value: 'x', joined: false },
    ]);
  });

  it('stops at what is no RDN, and is bounded', () => {
    expect(read(rdn('2.5.4.3', DER.utf8String, 'a'), sequence(), rdn('2.5.4.3', DER.utf8String, 'b'))).toHaveLength(1);
    expect(read(...Array.from({ length: 500 }, () => rdn('2.5.4.3', DER.utf8String, 'a')))).toHaveLength(64);
  });
});

describe('nameText', () => {
  const text = (...rdns: Uint8Array[]) => nameText(read(...rdns));

  // RFC 4514 4.
  it.each([
    [
      'UID=jsmith,DC=example,DC=net',
      [
        ['DC', 'net'],
        ['DC', 'example'],
        ['UID', 'jsmith'],
      ],
    ],
    [
      'CN=James \\"Jim\\" Smith\\, III,DC=net',
      [
        ['DC', 'net'],
        ['CN', 'James "Jim" Smith, III'],
      ],
    ],
    ['CN=\\ a\\ ', [['CN', ' a ']]],
    ['CN=\\#1', [['CN', '#1']]],
    ['CN=a\\+b\\;c\\<d\\>e\\\\f', [['CN', 'a+b;c<d>e\\f']]],
    ['', []],
  ])('%s', (expected, attributes) => {
    expect(nameText(attributes.map(([name, value]) => ({ oid: '', name, value, joined: false })))).toBe(expected);
  });

  it('joins the attributes of one RDN', () => {
    const both = set(
      sequence(oid('2.5.4.11'), der(DER.utf8String, 'Sales')),
      sequence(oid('2.5.4.3'), der(DER.utf8String, 'J. Smith')),
    );
    expect(text(rdn('0.9.2342.19200300.100.1.25', DER.ia5String, 'net'), both)).toBe('OU=Sales+CN=J. Smith,DC=net');
  });

  it('prints an unknown type by its number', () => {
    expect(text(rdn('1.2.3', DER.octetString, hex`41`))).toBe('1.2.3=A');
  });
});
