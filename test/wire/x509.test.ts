import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DER } from '../../src/wire/der.ts';
import { decodeCertificate, MAX_ALT_NAMES } from '../../src/wire/x509.ts';
import { der, oid, rdn, sequence } from '../support/der.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import {
  caCertificate,
  edCertificate,
  pssCertificate,
  pushCertificate,
  rsaCertificate,
  serverCertificate,
} from '../support/tls-samples.ts';

describe('decodeCertificate', () => {
  // Expectations as `openssl x509 -text -nameopt RFC2253` prints them.
  it('reads a leaf', () => {
    expect(decodeCertificate(serverCertificate)).toMatchObject({
      subjectText: 'CN=mdm.example.jp,O=Example K.K.,C=JP',
      issuerText: 'CN=Example Root CA,O=Example Trust,C=JP',
      serial: '1001',
      notBefore: Date.UTC(2026, 10, 21, 23, 45, 5),
      notAfter: Date.UTC(2027, 11, 23, 23, 45, 5),
      subjectAltNames: { dns: ['mdm.example.jp', '*.example.jp'], ip: ['192.0.2.7', '2001:db8::7'], omitted: 0 },
      isCa: false,
      keyType: 'EC',
      keyBits: 256,
      curve: 'P-256',
      signatureAlgorithm: 'ecdsa-with-SHA256',
      signatureHash: 'sha256',
      hasSct: false,
      hasAia: true,
      hasCrl: false,
      extendedKeyUsages: ['1.3.6.1.5.5.7.3.1'],
      length: 586,
      sha256: '974db503294cef97aa1dcb7395e88945307746e36e50097a0d6fe260d03a2928',
    });
  });

  it('reads a push certificate by its UID', () => {
    const certificate = decodeCertificate(pushCertificate)!;
    expect(certificate.subject[0]).toEqual({
      oid: '0.9.2342.19200300.100.1.1',
      name: 'UID',
      value: 'com.apple.mgmt.External.1b671a64-40d5-491e-99b0-da01ff1f3341',
      joined: false,
    });
    expect(certificate.subjectText).toMatch(/^C=US,CN=APSP:1b671a64-40d5-491e-99b0-da01ff1f3341,UID=com\.apple\.mgmt/);
  });

  it('reads an RSA authority', () => {
    expect(decodeCertificate(rsaCertificate)).toMatchObject({
      subjectText: 'O=Café\\, Inc,OU=one+UID=two,CN=ca.tenant.example,emailAddress=certadmin@example.com',
      serial: '0080ff',
      isCa: true,
      keyType: 'RSA',
      keyBits: 2048,
      curve: undefined,
    });
  });

  it('reads keys and signatures of other kinds', () => {
    expect(decodeCertificate(pssCertificate)).toMatchObject({
      keyType: 'RSA-PSS',
      keyBits: 1024,
      signatureAlgorithm: 'RSASSA-PSS',
      signatureHash: 'sha384',
    });
    expect(decodeCertificate(edCertificate)).toMatchObject({
      keyType: 'Ed25519',
      signatureAlgorithm: 'Ed25519',
      signatureHash: undefined,
    });
  });

  it('agrees with node:crypto', () => {
    for (const sample of [caCertificate, serverCertificate, pushCertificate, rsaCertificate]) {
      const [ours, theirs] = [decodeCertificate(sample)!, new X509Certificate(sample)];
      expect(ours.sha256.toUpperCase()).toBe(theirs.fingerprint256.replaceAll(':', ''));
      expect(ours.notAfter).toBe(Date.parse(theirs.validTo));
      expect(ours.isCa).toBe(theirs.ca);
      expect(ours.serial.toUpperCase().replace(/^00/, '')).toBe(theirs.serialNumber);
      const [leaf] = ours.subject;
      expect(theirs.subject.split('\n')[0].replace(/^[^=]*=/, '')).toBe(leaf.value);
    }
  });
});

/** A certificate with any of its fields replaced. */
function certificate(
  fields: Partial<
    Record<'version' | 'serial' | 'algorithm' | 'validity' | 'subject' | 'key' | 'extensions', Uint8Array>
  >,
) {
  const none = hex``;
  const algorithm = fields.algorithm ?? sequence(oid('1.2.840.10045.4.3.2'));
  const body = sequence(
    fields.version ?? none,
    fields.serial ?? der(DER.integer, hex`01`),
    algorithm,
    sequence(rdn('2.5.4.3', DER.utf8String, 'issuer')),
    fields.validity ?? sequence(der(DER.utcTime, '260101000000Z'), der(DER.utcTime, '270101000000Z')),
    fields.subject ?? sequence(),
    fields.key ?? none,
    fields.extensions === undefined ? none : der(0xa3, sequence(fields.extensions)),
  );
  return decodeCertificate(sequence(body, algorithm, der(DER.bitString, hex`00`)));
}

const extension = (type: string, value: Uint8Array, critical = false) =>
  sequence(oid(type), critical ? der(DER.boolean, hex`ff`) : hex``, der(DER.octetString, value));

describe('lax where real certificates are lax', () => {
  it('does without version, subject, key and extensions', () => {
    expect(certificate({})).toMatchObject({
      subject: [],
      subjectText: '',
      issuerText: 'CN=issuer',
      keyType: undefined,
      keyBits: 0,
      isCa: false,
    });
  });

  it('takes a negative serial and dates that are none', () => {
    expect(certificate({ serial: der(DER.integer, hex`ff01`) })).toMatchObject({ serial: 'ff01' });
    expect(certificate({ validity: sequence(der(DER.utcTime, 'never')) })).toMatchObject({
      notBefore: undefined,
      notAfter: undefined,
    });
  });

  it('keeps unknown algorithms as numbers', () => {
    const key = sequence(sequence(oid('1.2.3.4')), der(DER.bitString, hex`00`));
    expect(certificate({ algorithm: sequence(oid('1.2.3.4')), key })).toMatchObject({
      signatureAlgorithm: '1.2.3.4',
      keyType: undefined,
    });
  });

  it('measures a curve that it does not know by its point', () => {
    const key = sequence(
      sequence(oid('1.2.840.10045.2.1'), oid('1.2.3')),
      der(DER.bitString, hex`00 04`, new Uint8Array(80)),
    );
    expect(certificate({ key })).toMatchObject({ keyType: 'EC', curve: '1.2.3', keyBits: 320 });
  });

  it('takes SHA-1 as the default of RSASSA-PSS (RFC 4055 3.1)', () => {
    const pss = oid('1.2.840.113549.1.1.10');
    expect(certificate({ algorithm: sequence(pss) })?.signatureHash).toBe('sha1');
    expect(certificate({ algorithm: sequence(pss, sequence()) })?.signatureHash).toBe('sha1');
  });

  it('reads extensions, critical or not, and passes over others', () => {
    const extensions = concat(
      extension('2.5.29.15', der(DER.bitString, hex`0186`), true),
      extension('2.5.29.19', sequence(der(DER.boolean, hex`ff`)), true),
      extension('1.3.6.1.4.1.11129.2.4.2', der(DER.octetString, hex`00`)),
      extension('2.5.29.31', sequence()),
      extension('2.5.29.17', sequence(der(0x81, 'a@b'), der(0x82, 'B.Example'), der(0x87, hex`0102`))),
    );
    expect(certificate({ extensions })).toMatchObject({
      isCa: true,
      hasSct: true,
      hasCrl: true,
      subjectAltNames: { dns: ['b.example'], ip: [] },
    });
  });

  it('bounds the alternative names', () => {
    const names = Array.from({ length: MAX_ALT_NAMES + 44 }, (_, index) => der(0x82, `h${index}.example`));
    const found = certificate({ extensions: extension('2.5.29.17', sequence(...names)) })!.subjectAltNames;
    expect(found.dns).toHaveLength(MAX_ALT_NAMES);
    expect(found.omitted).toBe(44);
  });
});

describe('hostile bytes', () => {
  it('returns on any', () => {
    for (const sample of [serverCertificate, pssCertificate]) {
      for (const bytes of mutations(sample)) decodeCertificate(bytes);
    }
  });

  it('is undefined where names and dates cannot be found', () => {
    expect(decodeCertificate(hex``)).toBeUndefined();
    expect(decodeCertificate(serverCertificate.subarray(0, 300))).toBeUndefined();
    expect(decodeCertificate(sequence(sequence(der(DER.integer, hex`01`))))).toBeUndefined();
  });

  it('does not descend where elements nest without end', () => {
    let nested = sequence();
    for (let depth = 0; depth < 2000; depth++) nested = sequence(nested);
    expect(decodeCertificate(nested)).toBeUndefined();
    expect(certificate({ subject: nested, extensions: nested })).toMatchObject({ subject: [] });
  });
});
