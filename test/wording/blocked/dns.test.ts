import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/dns', () => {
  it.each([
    ['no-answer', 'does not answer'],
    ['nxdomain', '(NXDOMAIN)'],
    ['refused', '(REFUSED)'],
    ['servfail', '(SERVFAIL)'],
    ['unspecified-address', 'unspecified address'],
    ['private-address', 'private address'],
    ['block-page', 'block page'],
    ['sinkhole', 'sinkhole'],
    ['extended-error', 'policy forbids'],
  ] as const)('says how the name failed: %s', (outcome, words) => {
    const report = sampleWords('blocked/dns', { outcome });
    expect(report.explanation).toContain(words);
    expect(report.rivals).toHaveLength(1);
  });

  it('names the resolver and the names in title and remedy', () => {
    const words = sampleWords('blocked/dns', { names: ['gdmf.apple.com'], outcome: 'nxdomain' });
    expect(words.title).toBe('DNS: gdmf.apple.com does not resolve at 10.20.0.1');
    expect(words.remedy).toMatch(/^On the DNS server 10\.20\.0\.1 \(UDP 53\).* exempt gdmf\.apple\.com/);
  });

  it.each([
    [{ outcome: 'unspecified-address', answers: ['0.0.0.0'] }, 'a.example is answered with 0.0.0.0 by'],
    [{ outcome: 'unspecified-address', answers: [] }, 'a.example is answered with the unspecified address by'],
    [
      { outcome: 'private-address', answers: ['10.9.9.9'] },
      'a.example is answered with the private address 10.9.9.9 by',
    ],
    [{ outcome: 'block-page' }, 'a.example is answered with the address of a block page by'],
    [{ outcome: 'sinkhole' }, 'a.example is answered with the address of a sinkhole by'],
    [{ outcome: 'extended-error' }, 'a.example is forbidden by the policy of'],
    [{ outcome: 'no-answer' }, 'a.example gets no answer from'],
    [{ outcome: 'servfail' }, 'a.example does not resolve at'],
    [{ outcome: 'refused', names: ['a.example', 'b.example'] }, 'a.example and b.example do not resolve at'],
    [{ outcome: 'no-answer', names: ['a.example', 'b.example'] }, 'a.example and b.example get no answer from'],
  ] as const)('%o says what became of the name, not more', (parameters, title) => {
    expect(sampleWords('blocked/dns', { names: ['a.example'], ...parameters }).title).toBe(`DNS: ${title} 10.20.0.1`);
  });

  it('asks for UDP and TCP 53 when nothing answers', () => {
    const words = sampleWords('blocked/dns', { outcome: 'no-answer', answers: [] });
    expect(words.remedy).toContain('allow UDP and TCP 53 from the clients (seen: 10.20.0.15) to 10.20.0.1');
    expect(words.explanation).not.toContain('It answered');
  });

  it('says for how long nobody answered', () => {
    const unanswered = {
      names: ['a.example'],
      outcome: 'no-answer',
      answers: [],
      triedSeconds: 6,
      waitedSeconds: 20,
    } as const;
    expect(sampleWords('blocked/dns', unanswered).evidence[0]).toBe(
      '6 queries for a.example in 6 s: the DNS server does not answer within 20 s after the last',
    );
  });

  it('passes on the reason and the product', () => {
    expect(sampleWords('blocked/dns').evidence).toEqual([
      '6 queries for gdmf.apple.com and mdmenrollment.apple.com: the DNS server answers with the address of a block page',
      'It answered 146.112.61.106 (Cisco Umbrella)',
      'It gives the reason itself: Blocked',
    ]);
  });

  it('says that the client got there all the same', () => {
    const words = sampleWords('blocked/dns', { names: ['acme.jamfcloud.com'], outcome: 'nxdomain', reached: true });
    expect(words.explanation).toContain(
      '10.20.0.15 got to the host afterwards all the same, so it has the address from elsewhere: encrypted DNS',
    );
  });
});
