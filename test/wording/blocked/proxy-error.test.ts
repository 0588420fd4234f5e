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

  it('tells a tunnel through which nothing comes', () => {
    const more = { answer: 'tunnel-silence', waitedSeconds: 5, allowedHosts: ['www.example.org'] };
    const silent = sampleWords('blocked/proxy-error', { ...more, how: 'tunnel-silence' });
    expect(silent.title).toBe(
      'The proxy 10.20.0.8 (TCP 3128) opens a tunnel to acme.jamfcloud.com port 443, and nothing comes back',
    );
    expect(silent.explanation).toContain(
      'opened the tunnel. The client sent its ClientHello through it, and nothing came',
    );
    expect(silent.explanation).toContain('The same proxy reaches port 443 of www.example.org.');
    expect(silent.evidence[0]).toContain('opened; the ClientHello in it: no answer in 5 s');
    const closed = sampleWords('blocked/proxy-error', { ...more, how: 'tunnel-closed', waitedSeconds: 0.004 });
    expect(closed.title).toBe(
      'The proxy 10.20.0.8 (TCP 3128) hangs up at the ClientHello for acme.jamfcloud.com port 443',
    );
    expect(closed.explanation).toContain('closed the tunnel at once, without one byte of an answer');
    expect(closed.evidence[0]).toContain('closed after 4 ms');
  });
});
