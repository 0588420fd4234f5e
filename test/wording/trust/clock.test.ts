import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'trust/clock';

describe(RULE, () => {
  it('says whose clock, and by how much', () => {
    const { title, explanation, remedy } = sampleWords(RULE);
    expect(title).toBe(
      'The clock of 10.20.0.15 is wrong: it takes a valid certificate of jss.corp.example for one of the future',
    );
    expect(explanation).toContain('valid from 2026-09-23 to 2027-09-23, and so it was at the time of the capture');
    expect(explanation).toContain('By its own question to a time server its clock is 800 days behind.');
    expect(explanation).toContain('10.20.0.99 got on with the same server');
    expect(remedy).toMatch(/^Set the clock of 10\.20\.0\.15 and let it reach a time server \(UDP 123/);
  });

  it('keeps an authority above among the rivals where no clock was told', () => {
    const { title, rivals } = sampleWords(RULE, { aheadSeconds: undefined } as never);
    expect(title).toContain('for an expired one');
    expect(rivals.join()).toContain('An authority above the certificate');
    expect(sampleWords(RULE).rivals.join()).not.toContain('An authority above');
  });

  it('does not pretend to have read what TLS 1.3 hides', () => {
    const hidden = {
      notAfter: undefined,
      notBefore: undefined,
      subject: undefined,
      tlsVersion: '1.3',
      how: 'encrypted-alert',
    };
    const { explanation, rivals } = sampleWords(RULE, hidden as never);
    expect(explanation).toContain('(TLS 1.3, which hides the certificate)');
    expect(rivals.join()).toContain('does not know the authority');
  });
});
