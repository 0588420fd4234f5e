import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('inspection/client-rejected', () => {
  it.each([
    [{ how: 'alert', alertCode: 48, alertName: 'unknown_ca' }, 'sent the alert unknown_ca (48)'],
    [{ how: 'encrypted-alert' }, 'a single encrypted record as short as an alert'],
    [{ how: 'closed' }, 'closed right after the answer of the server'],
  ] as const)('says what the client did: %o', (parameters, words) => {
    expect(sampleWords('inspection/client-rejected', parameters).explanation).toContain(words);
  });

  it('names the issuer where the certificate was readable', () => {
    const words = sampleWords('inspection/client-rejected', { tlsVersion: '1.2', issuer: 'CN=Gateway CA' });
    expect(words.explanation).toContain('this one was issued by "CN=Gateway CA"');
    expect(sampleWords('inspection/client-rejected').explanation).toContain('TLS 1.3 hides the certificate');
  });

  it('keeps clock and missing root among the rivals', () => {
    expect(sampleWords('inspection/client-rejected').rivals.join()).toMatch(/clock is wrong.*newer root/);
    expect(sampleWords('inspection/client-rejected', { how: 'closed' }).rivals.join()).toContain('gave up');
  });

  it('leaves the clock out where the client says that it does not know the authority', () => {
    const rivals = (alertCode: number) =>
      sampleWords('inspection/client-rejected', { how: 'alert', alertCode }).rivals.join();
    expect(rivals(48)).not.toContain('clock');
    expect(rivals(48)).toContain('newer root');
    expect(rivals(46)).toContain('clock');
  });
});
