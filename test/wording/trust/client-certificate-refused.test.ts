import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'trust/client-certificate-refused';

describe(RULE, () => {
  it.each([
    ['missing', 'demands a client certificate, and the client shows none', 'install and select'],
    ['dates', 'it is not valid at this time', 'renew the client certificate'],
    ['authority', 'it does not know the issuer', 'of an issuer that the server accepts'],
    ['revoked', 'it was revoked', 'replace'],
    ['key', 'the key does not fit it', 'its own private key'],
    ['unknown', 'refuses the certificate of its client', 'check validity and issuer'],
  ] as const)('says why, and what to do: %s', (reason, title, remedy) => {
    const words = sampleWords(RULE, { reason });
    expect(words.title).toContain(title);
    expect(words.remedy).toContain(remedy);
    expect(words.remedy).toMatch(/^On 10\.20\.0\.15, .* for jss\.corp\.example \(10\.20\.5\.10\), TCP 8443/);
  });

  it('knows that a client shows only what is asked for', () => {
    const asked = { reason: 'missing', authorities: ['CN=Example Corp Servers Root CA'] } as const;
    expect(sampleWords(RULE, asked).rivals.join()).toContain('of another issuer, and shows it only where');
    expect(sampleWords(RULE, { reason: 'missing', authorities: [] }).rivals.join()).not.toContain('another issuer');
  });

  it('tells the story in order', () => {
    expect(sampleWords(RULE).explanation).toMatch(
      /demands a certificate of its client \(mutual TLS, TLS 1\.2\)\. 10\.20\.0\.15 shows the certificate of "CN=jim\.corp\.example,O=Example Corp", and the server answers with the alert certificate_expired \(45\)\. It is valid from 2025-10-19 to 2026-10-19\./,
    );
  });

  it('does not pretend to have read what TLS 1.3 hides', () => {
    const hidden = {
      subject: undefined,
      issuer: undefined,
      notAfter: undefined,
      reason: 'unknown',
      how: 'encrypted-alert',
      tlsVersion: '1.3',
    };
    const { explanation, rivals } = sampleWords(RULE, hidden as never);
    expect(explanation).toContain(
      'sends a certificate (TLS 1.3 hides it), and the server answers with a single encrypted record',
    );
    expect(rivals.join()).toContain('for a reason other than the certificate');
  });

  it('names what the server asks for', () => {
    expect(sampleWords(RULE).explanation).toContain('The server asks for certificates of "CN=JSS Built-in');
    expect(sampleWords(RULE, { authorities: [] }).explanation).not.toContain('asks for certificates of');
  });
});
