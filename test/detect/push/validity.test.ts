import { expect, it } from 'vitest';
import type { CertificateUse } from '../../../src/detect/push/push-rule.ts';
import { validityOf } from '../../../src/detect/push/validity.ts';
import { captureFacts } from '../../support/detector-table.ts';
import { CAPTURED, pushCertificate } from '../../support/push-certificates.ts';

const DAY = 86_400e3;
const at = (daysLeft: number, lastUsed = 0, more = {}) =>
  validityOf(
    { leaf: pushCertificate(daysLeft, more), lastUsed } as Partial<CertificateUse> as CertificateUse,
    captureFacts(),
  );

it.each([
  [30.9, { state: 'valid', days: 30 }],
  [0, { state: 'valid', days: 0 }],
  [-0.1, { state: 'expired', days: 0 }],
  [-5.5, { state: 'expired', days: 5 }],
])('%d days left', (daysLeft, validity) => expect(at(daysLeft)).toEqual(validity));

it('counts from its use, which may be long after the start of the capture', () => {
  expect(at(10, 3 * DAY * 1e6)).toEqual({ state: 'valid', days: 7 });
});

it('bears with clocks that differ by minutes, and not by hours', () => {
  expect(at(300, 0, { notBefore: CAPTURED + 500e3 })).toMatchObject({ state: 'valid' });
  expect(at(300, 0, { notBefore: CAPTURED + 7200e3 })).toEqual({ state: 'not-yet-valid', days: 0 });
});

it('says nothing without dates', () => {
  expect(at(10, 0, { notAfter: undefined })).toBeUndefined();
  expect(
    validityOf(
      { leaf: pushCertificate(1), lastUsed: 0 } as Partial<CertificateUse> as CertificateUse,
      captureFacts({ startedAt: 'x' }),
    ),
  ).toBeUndefined();
});
