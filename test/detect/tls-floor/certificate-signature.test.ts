import { certificateSignature } from '../../../src/detect/tls-floor/certificate-signature.ts';
import { presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { ownCertificate, wentThrough } from '../../support/own-server.ts';

const signed = (signatureHash: string | undefined, above = 'sha256') =>
  wentThrough(
    presented(
      0.04,
      ownCertificate({ signatureHash, signatureAlgorithm: `${signatureHash}WithRSAEncryption`, serial: '01' } as never),
      ownCertificate({ signatureHash: above } as never),
    ),
  );

describeDetector(certificateSignature, {
  silent: {
    'SHA-256': [signed('sha256')],
    'SHA-512': [signed('sha512')],
    'an algorithm with a hash of its own': [signed(undefined)],
    'an authority of old above it': [signed('sha256', 'sha1')],
    'TLS 1.3, where it is hidden': [wentThrough()],
  },
  reports: {
    'SHA-1': {
      flows: [signed('sha1')],
      findings: [{ confidence: 'strong', parameters: { algorithm: 'sha1WithRSAEncryption' } }],
    },
    MD5: { flows: [signed('md5')], findings: [{ parameters: { algorithm: 'md5WithRSAEncryption' } }] },
    'SHA-224': { flows: [signed('sha224')], findings: [{}] },
  },
});
