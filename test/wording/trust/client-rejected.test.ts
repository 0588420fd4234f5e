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
});
