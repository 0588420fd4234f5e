import { expect, it } from 'vitest';
import { certificateKey, leafShown } from '../../../src/detect/tls-floor/certificate-key.ts';
import { presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { ownCertificate, wentThrough } from '../../support/own-server.ts';

const key = (keyType: string | undefined, keyBits: number) =>
  wentThrough(presented(0.04, ownCertificate({ keyType, keyBits, serial: `${keyType}${keyBits}` } as never)));

describeDetector(certificateKey, {
  silent: {
    'RSA 2048': [key('RSA', 2048)],
    'EC 256': [key('EC', 256)],
    'a kind that is not named': [key('Ed25519', 256)],
    'an unknown one': [key(undefined, 0)],
    'a size that could not be read': [key('RSA', 0)],
    'TLS 1.3, where it is hidden': [wentThrough()],
  },
  reports: {
    'RSA 1024': {
      flows: [key('RSA', 1024)],
      findings: [{ confidence: 'strong', parameters: { keyType: 'RSA', keyBits: 1024, least: 2048 } }],
    },
    'RSA-PSS 2047': { flows: [key('RSA-PSS', 2047)], findings: [{ parameters: { least: 2048 } }] },
    'EC 192': { flows: [key('EC', 192)], findings: [{ parameters: { keyBits: 192, least: 256 } }] },
    DSA: { flows: [key('DSA', 2048)], findings: [{ parameters: { keyType: 'DSA', least: 0 } }] },
  },
});

it('shows what tells a certificate from others', () => {
  expect(leafShown(ownCertificate())).toMatchObject({ subject: 'CN=jss.corp.example,O=Example Corp' });
});
