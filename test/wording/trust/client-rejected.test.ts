import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const words = (
  ...more: Parameters<typeof sampleWords<'trust/client-rejected'>> extends [unknown, ...infer Rest] ? Rest : never
) => sampleWords('trust/client-rejected', ...more);
const hidden = {
  tlsVersion: '1.3',
  how: 'encrypted-alert',
  reason: 'unknown',
  issuer: undefined,
  subject: undefined,
} as const;

describe('trust/client-rejected', () => {
  it.each([
    ['authority', 'does not know the authority behind the certificate of jss.corp.example'],
    ['name', 'is for another name'],
    ['dates', 'calls the certificate of jss.corp.example expired'],
    ['unknown', 'refuses the certificate of jss.corp.example'],
  ] as const)('says what is not trusted: %s', (reason, title) => {
    expect(words({ reason }).title).toContain(title);
  });

  it('says who did what, and that nothing is blocked', () => {
    expect(words().explanation).toMatch(
      /^jss\.corp\.example \(10\.20\.5\.10\) answers on TCP 8443 and shows its certificate \(TLS 1\.2\); 10\.20\.0\.15 answers with the alert unknown_ca \(48\)\. It was issued by "CN=JSS Built-in.*", and that is not among the authorities/,
    );
    expect(words().explanation).toContain('Nothing blocks this connection');
  });

  it('hands over what to install, where', () => {
    expect(words().remedy).toMatch(
      /jss\.corp\.example \(10\.20\.5\.10\), TCP 8443: install the root certificate above "CN=JSS/,
    );
    expect(words({ selfSigned: true }).remedy).toContain('install this certificate (SHA-256 7c1d0c');
    expect(words({ reason: 'name', names: ['old.corp.example'] }).remedy).toContain(
      'have the clients use old.corp.example',
    );
    expect(words({ reason: 'dates' }).remedy).toContain('Compare the clock of 10.20.0.15');
  });

  it('does not pretend to have read what TLS 1.3 hides', () => {
    const { explanation, evidence, remedy } = words(hidden as never);
    expect(explanation).toContain('(TLS 1.3, which hides it)');
    expect(explanation).toContain('It does not say why.');
    expect(remedy).toContain('install the certificate authority that signed for it');
    expect(evidence.join()).not.toContain('issued by');
  });

  it('keeps what else it could be', () => {
    expect(words().rivals.join()).toMatch(/intermediate certificate.*device in between/);
    expect(words({ how: 'left', reason: 'name' }).rivals.join()).toContain('only looks whether the server is there');
    expect(words({ reason: 'dates' }).rivals.join()).toContain("client's clock is wrong");
  });

  it('names the clients that get on', () => {
    expect(words({ acceptedBy: ['10.20.0.99'] }).explanation).toContain(
      '10.20.0.99 completed TLS with the same server',
    );
  });

  describe('of a public host', () => {
    const issuer = 'CN=Apple Public Server RSA CA 12 - G1,O=Apple Inc.';
    const root = 'CN=USERTrust RSA Certification Authority,O=The USERTRUST Network';

    it('names the root that lacks, and leaves the network alone', () => {
      const { title, explanation, remedy, rivals } = words({ issuer, root });
      expect(title).toBe('The client lacks the root certificate that jss.corp.example needs');
      expect(explanation).toContain(`leads to "${root}". The client says that it knows no root for it`);
      expect(remedy).toMatch(
        /^On 10\.20\.0\.15, bring the trust store up to date so that it holds the root "CN=USERTrust/,
      );
      expect(remedy).toMatch(/nothing to change on the network\.$/);
      expect(rivals.join()).toMatch(/on another network, decides/);
      expect(rivals.join()).not.toContain('intermediate');
    });

    it('does not say more than the client did', () => {
      const { title, explanation, remedy } = words({ issuer, root, reason: 'unknown', alertCode: 46 });
      expect(remedy).toMatch(/^On 10\.20\.0\.15, check the clock, and look up in the log/);
      expect(title).toContain(', which looks genuine');
      expect(explanation).toContain('does not say what it has against it; Java says this');
    });

    it('knows what OpenSSL says of a clock that is behind', () => {
      expect(words({ issuer, root, reason: 'unknown', alertCode: 42 }).explanation).toContain('lies in the future');
      expect(words({ issuer, root, reason: 'unknown', alertCode: 44 }).explanation).toContain('has against it.');
    });

    it('thinks of what was not sent', () => {
      const { explanation, rivals } = words({ issuer, root: issuer });
      expect(explanation).toContain('no other certificate is sent');
      expect(rivals.join()).toContain('intermediate');
    });

    it('has another remedy for names and dates', () => {
      expect(words({ root, reason: 'name' }).remedy).toContain('from the DNS');
      expect(words({ root, reason: 'dates' }).remedy).toContain('and set it');
    });
  });
});
