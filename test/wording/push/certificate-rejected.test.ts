import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'push/certificate-rejected';

describe(RULE, () => {
  it('says that TLS 1.3 hides the certificate, and what would show it', () => {
    const { explanation, evidence, rivals } = sampleWords(RULE);
    expect(explanation).toContain('not visible (TLS 1.3)');
    expect(evidence).toContain('Certificate not visible (TLS 1.3)');
    expect(rivals.join()).toContain('jamscope push-cert');
  });

  it.each([
    [44, 'certificate_revoked', /as revoked$/],
    [45, 'certificate_expired', /as expired$/],
    [46, 'certificate_unknown', /of Jamf Pro$/],
    [51, 'decrypt_error', /its private key does not fit$/],
  ])('says what alert %i says', (alertCode, alertName, title) => {
    const words = sampleWords(RULE, { how: 'alert', tlsVersion: '1.2', alertCode, alertName, appleAsks: true });
    expect(words.title).toMatch(title);
    expect(words.explanation).toContain(`${alertName} (${alertCode})`);
    expect(words.explanation).not.toContain('not visible');
  });

  it('asks for the key where that does not fit, else to renew', () => {
    expect(sampleWords(RULE, { alertCode: 51 }).remedy).toMatch(/^Upload .*private key.*Never delete/);
    expect(sampleWords(RULE).remedy).toMatch(/Renew the push certificate.*Never delete/);
  });

  it('names inspection as a rival unless Apple itself asked', () => {
    expect(sampleWords(RULE).rivals.join()).toContain('TLS inspection');
    expect(sampleWords(RULE, { appleAsks: true }).rivals.join()).not.toContain('TLS inspection');
  });
});
