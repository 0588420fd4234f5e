import { describe, expect, it } from 'vitest';
import { dateText, isSelfSigned, outOfDate, shown, standingOf } from '../../../src/detect/trust/validity.ts';
import type { Certificate } from '../../../src/wire/x509.ts';
import { COMPANY_ISSUER, certificate } from '../../support/certificates.ts';
import { at } from '../../support/flow-facts.ts';

const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2027, 0, 1);
const MINUTE = 60_000;

const dated = (more: Partial<Certificate> = {}): Certificate => ({
  ...certificate(COMPANY_ISSUER),
  notBefore: FROM,
  notAfter: TO,
  ...more,
});

describe('standingOf', () => {
  it.each([
    ['within', FROM + 1, 'valid'],
    ['on the last minute', TO, 'valid'],
    ['four minutes late, as clocks may be', TO + 4 * MINUTE, 'valid'],
    ['six minutes late', TO + 6 * MINUTE, 'expired'],
    ['four minutes early', FROM - 4 * MINUTE, 'valid'],
    ['six minutes early', FROM - 6 * MINUTE, 'not-yet-valid'],
  ])('%s', (_, now, standing) => {
    expect(standingOf(dated(), now)).toBe(standing);
  });

  it('says nothing against a date that cannot be read', () => {
    expect(standingOf(dated({ notBefore: undefined, notAfter: undefined }), TO * 2)).toBe('valid');
  });
});

describe('outOfDate', () => {
  const over = dated({ notAfter: Date.UTC(2026, 1, 1), subjectText: 'CN=over' });
  const chain = (...certificates: [Certificate, ...Certificate[]]) => ({ certificates, at: at(0) });
  const NOW = Date.UTC(2026, 6, 1);

  it('finds the leaf, or what stands above it', () => {
    expect(outOfDate(chain(over, dated()), NOW)).toEqual({ certificate: over, standing: 'expired' });
    expect(outOfDate(chain(dated(), over), NOW)).toEqual({ certificate: over, standing: 'expired' });
    expect(outOfDate(chain(dated(), dated()), NOW)).toBeUndefined();
  });

  it('leaves a root that is sent along, but not a leaf that signs itself', () => {
    const itself = { ...over, issuerText: 'CN=over' };
    expect(isSelfSigned(itself)).toBe(true);
    expect(outOfDate(chain(dated(), itself), NOW)).toBeUndefined();
    expect(outOfDate(chain(itself), NOW)).toEqual({ certificate: itself, standing: 'expired' });
  });
});

it('shows a certificate with its dates', () => {
  expect(shown(dated())).toMatchObject({
    subject: 'CN=acme.jamfcloud.com',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
  });
  expect(dateText(undefined)).toBe('');
});
