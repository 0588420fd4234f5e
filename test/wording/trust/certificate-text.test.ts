import { expect, it } from 'vitest';
import { certificateText, day } from '../../../src/wording/trust/certificate-text.ts';

it('says all that tells one certificate from another', () => {
  const dates = { notBefore: '2026-09-23T00:00:00Z', notAfter: '' };
  expect(certificateText({ subject: 'CN=a', issuer: 'CN=b', ...dates, sha256: '00' })).toBe(
    'Certificate of CN=a, issued by CN=b, valid from 2026-09-23T00:00:00Z to no date, SHA-256 00',
  );
  expect(certificateText({})).toBe(false);
});

it('shows the day of a date', () => {
  expect(day('2026-09-23T00:00:00Z')).toBe('2026-09-23');
  expect(day('')).toBe('no date');
  expect(day()).toBe('no date');
});
