import { describe, expect, it } from 'vitest';
import { DER } from '../../src/wire/der.ts';
import { decodeCertificateMessage, decodeCertificateRequest, MAX_AUTHORITIES } from '../../src/wire/tls-certificate.ts';
import { lengthed } from '../support/client-hello.ts';
import { rdn, sequence } from '../support/der.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

describe('decodeCertificateMessage', () => {
  it('finds the certificates', () => {
    expect(decodeCertificateMessage(hex`000009 000002 aabb 000001 cc`)).toEqual([
      { start: 6, end: 8 },
      { start: 11, end: 12 },
    ]);
    expect(decodeCertificateMessage(hex`ff 000000`, 1)).toEqual([]);
  });

  it('is undefined when lengths contradict each other', () => {
    expect(decodeCertificateMessage(hex`000009 000002 aabb`)).toBeUndefined();
    expect(decodeCertificateMessage(hex`000005 000003 aabb`)).toBeUndefined();
  });

  it('is bounded', () => {
    const many = concat(hex`0000b4`, ...Array.from({ length: 60 }, () => hex`000000`));
    expect(decodeCertificateMessage(many)).toHaveLength(16);
  });
});

describe('decodeCertificateRequest', () => {
  const authority = (name: string) => lengthed(sequence(rdn('2.5.4.3', DER.utf8String, name)));
  const authorities = lengthed(concat(authority('Apple Root CA'), authority('Apple Corporate Root CA')));
  const read = (bytes: Uint8Array, version = 0x0303) => decodeCertificateRequest(bytes, 0, bytes.length, version);

  it('reads TLS 1.2, with signature algorithms', () => {
    expect(read(hex`02 01 40 0004 0403 0804 ${authorities}`)).toEqual({
      certificateTypes: [1, 64],
      signatureAlgorithms: [0x0403, 0x0804],
      authorities: ['CN=Apple Root CA', 'CN=Apple Corporate Root CA'],
      omitted: 0,
    });
  });

  it('reads TLS 1.1, without', () => {
    expect(read(hex`01 01 ${authorities}`, 0x0302)).toMatchObject({
      signatureAlgorithms: [],
      authorities: { length: 2 },
    });
  });

  it('bounds the authorities, and keeps the place of one that is no name', () => {
    const many = lengthed(concat(lengthed(hex`ff`), ...Array.from({ length: 70 }, () => authority('a'))));
    const request = read(hex`01 01 0000 ${many}`)!;
    expect(request.authorities[0]).toBe('');
    expect([request.authorities.length, request.omitted]).toEqual([MAX_AUTHORITIES, 71 - MAX_AUTHORITIES]);
  });

  it('returns on any bytes', () => {
    for (const bytes of mutations(hex`02 01 40 0004 0403 0804 ${authorities}`)) read(bytes);
    expect(read(hex`02 01`)).toBeUndefined();
  });
});
