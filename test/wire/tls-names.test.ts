import { describe, expect, it } from 'vitest';
import { alertName, handshakeName, isGrease, tlsVersionName } from '../../src/wire/tls-names.ts';

describe('TLS names', () => {
  it.each([
    [tlsVersionName(0x0304), '1.3'],
    [tlsVersionName(0x0301), '1.0'],
    [tlsVersionName(0x0300), 'SSL 3.0'],
    [tlsVersionName(0x7f17), '1.3 draft 23'],
    [tlsVersionName(0x0509), '0x0509'],
    [alertName(48), 'unknown_ca'],
    [alertName(116), 'certificate_required'],
    [alertName(99), 'alert 99'],
    [handshakeName(14), 'server_hello_done'],
    [handshakeName(99), 'handshake 99'],
  ])('%s', (name, expected) => expect(name).toBe(expected));

  it('knows the sixteen values of RFC 8701 and no other', () => {
    const grease = Array.from({ length: 0x10000 }, (_, code) => code).filter(isGrease);
    expect(grease).toEqual(Array.from({ length: 16 }, (_, digit) => 0x0a0a + digit * 0x1010));
  });
});
