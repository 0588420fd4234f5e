import { describe, expect, it } from 'vitest';
import { cipherSuite, lackOf } from '../../../src/detect/tls-floor/cipher-suite.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { agreed } from '../../support/hellos.ts';
import { wentThrough } from '../../support/own-server.ts';

describe('lackOf', () => {
  it.each([
    ['TLS_RSA_WITH_AES_256_GCM_SHA384', 'forward-secrecy'],
    ['TLS_RSA_WITH_AES_128_CBC_SHA', 'forward-secrecy'],
    ['TLS_ECDHE_RSA_WITH_RC4_128_SHA', 'forward-secrecy'],
    ['TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', 'forward-secrecy'],
    ['TLS_ECDHE_RSA_WITH_NULL_SHA', 'forward-secrecy'],
    ['TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256', 'forward-secrecy'],
    ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', 'authenticated-encryption'],
    ['TLS_DHE_RSA_WITH_AES_256_CBC_SHA', 'authenticated-encryption'],
    ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', undefined],
    ['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', undefined],
    ['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', undefined],
    ['0xfefe', undefined],
  ])('%s: %s', (suite, lack) => {
    expect(lackOf(suite)).toBe(lack);
  });
});

describeDetector(cipherSuite, {
  silent: {
    'ECDHE with AES-GCM': [wentThrough(agreed())],
    'a client that offers nothing better': [wentThrough(agreed({ suites: [0x002f], suite: 0x002f }))],
    'TLS 1.3': [wentThrough(agreed({ chosen: 0x0304, suite: 0x1301 }))],
    'TLS 1.0, of which another rule speaks': [wentThrough(agreed({ chosen: 0x0301, suite: 0x002f }))],
  },
  reports: {
    'no ephemeral keys': {
      flows: [wentThrough(agreed({ suite: 0x002f }))],
      findings: [
        { confidence: 'strong', parameters: { suite: 'TLS_RSA_WITH_AES_128_CBC_SHA', lacks: 'forward-secrecy' } },
      ],
    },
    'CBC, of which nothing is settled': {
      flows: [wentThrough(agreed({ suite: 0xc027 }))],
      findings: [{ confidence: 'moderate', parameters: { lacks: 'authenticated-encryption' } }],
    },
    'two suites of one server': {
      flows: [wentThrough(agreed({ suite: 0x002f })), wentThrough(agreed({ suite: 0xc027 }))],
      findings: [{}, {}],
    },
  },
});
