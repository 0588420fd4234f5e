import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/proxy-refused', () => {
  it('says which port is refused and which is allowed', () => {
    const words = sampleWords('blocked/proxy-refused');
    expect(words.title).toBe(
      'The proxy 10.20.0.8 (TCP 3128) refuses 1-courier.push.apple.com port 5223 and allows 443',
    );
    expect(words.explanation).toContain('the rule for port 5223 is missing');
    expect(words.remedy).toContain('allow CONNECT to *.push.apple.com (S22; seen: 1-courier.push.apple.com) port 5223');
  });

  it('says that the host is meant, where others are opened on the port', () => {
    const words = sampleWords('blocked/proxy-refused', { allowedPorts: [], allowedHosts: ['www.example.org'] });
    expect(words.title).toMatch(/port 5223$/);
    expect(words.explanation).toContain('It opens port 5223 of www.example.org, so what it refuses is this host.');
  });

  it('doubts that a proxy was asked where a web server answers so', () => {
    const words = sampleWords('blocked/proxy-refused', { answer: '405 Method Not Allowed' });
    expect(words.rivals).toHaveLength(2);
    expect(sampleWords('blocked/proxy-refused', { method: 'GET' }).explanation).toContain('says itself');
  });
});
