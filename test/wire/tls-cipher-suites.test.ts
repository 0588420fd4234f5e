import { expect, it } from 'vitest';
import { cipherSuiteName } from '../../src/wire/tls-cipher-suites.ts';

it.each([
  [0x1301, 'TLS_AES_128_GCM_SHA256'],
  [0x002f, 'TLS_RSA_WITH_AES_128_CBC_SHA'],
  [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0xc030, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xcca9, 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0x00ff, 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'],
  [0x5600, 'TLS_FALLBACK_SCSV'],
  [0x0a0a, '0x0a0a'],
  [0x0099 + 0xff00, '0xff99'],
])('%i is %s', (code, name) => expect(cipherSuiteName(code)).toBe(name));

it('names each code once, in the form that tells key exchange and cipher apart', () => {
  const names = Array.from({ length: 0x10000 }, (_, code) => cipherSuiteName(code)).filter((name) =>
    name.startsWith('TLS_'),
  );
  expect(names).toHaveLength(353);
  expect(new Set(names).size).toBe(353);
  for (const name of names) expect(name).toMatch(/^TLS_[0-9A-Za-z_]+$/);
});
