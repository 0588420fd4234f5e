import { expect, test } from 'vitest';
import { APPLE_CERTIFICATE_VALIDATION } from '../../../../src/catalogue/endpoints/apple/certificate-validation.ts';
import { hostLines, lines } from '../../row-lines.ts';

test('certificate validation', () => {
  const [row] = APPLE_CERTIFICATE_VALIDATION;
  expect(row.ref).toBe('A:certificate-validation');
  expect(hostLines(row)).toEqual(
    lines(`ocsp.apple.com 80
      ocsp2.apple.com 443
      valid.apple.com 443
      crl.apple.com 80
      certs.apple.com 80, 443
      crl3.digicert.com 80
      crl4.digicert.com 80
      ocsp.digicert.com 80
      crl.entrust.net 80
      ocsp.entrust.net 80
      ocsp.digicert.cn 80
      ocsp.verisign.net 80`),
  );
});
