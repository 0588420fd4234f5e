/** Apple 101555: hosts that answer whether a certificate is still good. */
import { ACTIVE } from '../../lifecycle.ts';
import type { ServiceRow } from '../../service-row.ts';
import { appleHosts } from '../../source.ts';

export const APPLE_CERTIFICATE_VALIDATION = [
  {
    id: 'apple-certificate-validation',
    ref: 'A:certificate-validation',
    title: 'Apple: certificate validation',
    from: ['managed-device', 'jamf-pro', 'admin-workstation'],
    to: 'apple',
    hosts: [
      { name: 'certs.apple.com', tcp: [80, 443] },
      { name: 'crl.apple.com' },
      { name: 'crl.entrust.net' },
      { name: 'crl3.digicert.com' },
      { name: 'crl4.digicert.com' },
      { name: 'ocsp.apple.com' },
      { name: 'ocsp.digicert.cn' },
      { name: 'ocsp.digicert.com' },
      { name: 'ocsp.entrust.net' },
      { name: 'ocsp.verisign.net', lifecycle: { state: 'deprecated' }, note: 'In older editions of the article only.' },
      { name: 'ocsp2.apple.com', tcp: [443] },
      { name: 'valid.apple.com', tcp: [443] },
    ],
    ports: { tcp: [80] },
    protocols: ['http', 'tls'],
    // Answers are signed by the authority (RFC 6960, RFC 5280 5): clear text is how they travel.
    cleartext: { ports: [80], standing: 'normal' },
    tlsInspection: 'unsupported',
    lifecycle: ACTIVE,
    source: appleHosts('Certificate validation'),
    checked: '2026-11-21',
    notes: [],
  },
] as const satisfies readonly ServiceRow[];
