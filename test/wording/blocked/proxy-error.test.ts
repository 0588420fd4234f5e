import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/proxy-error', () => {
  it('repeats what the proxy says', () => {
    const words = sampleWords('blocked/proxy-error');
    expect(words.title).toBe('The proxy 10.20.0.8 (TCP 3128) does not reach acme.jamfcloud.com port 443');
    expect(words.explanation).toContain('answered "503 Service Unavailable" (ERR_DNS_FAIL 0) after 5.1 s.');
    expect(words.explanation).toContain('what fails is the way behind it');
  });

  it('tells silence from hanging up', () => {
    const silent = sampleWords('blocked/proxy-error', { how: 'silence', answer: 'silence', waitedSeconds: 12 });
    expect(silent.title).toContain('does not answer for');
    expect(silent.explanation).toContain('said nothing for 12 s');
    expect(silent.displayFilter).not.toContain('http');
    const closed = sampleWords('blocked/proxy-error', { how: 'closed', answer: 'closed' });
    expect(closed.explanation).toContain('closed the connection without an answer');
    expect(closed.rivals).toHaveLength(2);
  });
});
