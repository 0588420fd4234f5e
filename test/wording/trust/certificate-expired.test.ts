import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'trust/certificate-expired';

describe(RULE, () => {
  it('says since when, and what the client did', () => {
    const { title, explanation } = sampleWords(RULE);
    expect(title).toBe('The certificate of jss.corp.example is expired');
    expect(explanation).toMatch(
      /shows on TCP 8443 a certificate that ended on 2026-10-19, 32 days before the capture\. 10\.20\.0\.15 answers with the alert certificate_expired \(45\): that is why/,
    );
  });

  it('says of one that has not begun when it will', () => {
    const { title, explanation, remedy } = sampleWords(RULE, {
      standing: 'not-yet-valid',
      notBefore: '2027-01-01T00:00:00Z',
      days: 0,
    });
    expect(title).toContain('is not valid yet');
    expect(explanation).toContain('begins only on 2027-01-01, less than a day after the capture');
    expect(remedy).toContain('a certificate that is valid already, on every node, or wait until 2027-01-01');
  });

  it('does not call broken what works', () => {
    const { title, explanation, evidence } = sampleWords(RULE, { reaction: 'accepted' });
    expect(title).toContain('and clients go on all the same');
    expect(explanation).toContain('goes on with it, so it does not check the dates');
    expect(explanation).not.toContain('Nothing blocks');
    expect(evidence.join()).not.toContain('The client');
  });

  it('says of which certificate it speaks', () => {
    const { title, explanation, remedy } = sampleWords(RULE, { isServers: false });
    expect(title).toContain('An authority behind the certificate of jss.corp.example');
    expect(explanation).toContain('a certificate of an authority that ended');
    expect(remedy).toContain('with the certificates of its authorities');
  });

  it('keeps a check and the recording machine among the rivals', () => {
    expect(sampleWords(RULE, { reaction: 'left', how: 'left' }).rivals.join()).toMatch(
      /wrong time.*only looks.*several nodes/,
    );
    expect(sampleWords(RULE, { reaction: 'unclear' }).explanation).toContain(
      'does not show what 10.20.0.15 makes of it',
    );
  });
});
