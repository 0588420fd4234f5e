import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/proxy-authentication', () => {
  it('says that daemons cannot log in', () => {
    const words = sampleWords('blocked/proxy-authentication');
    expect(words.title).toBe('The proxy 10.20.0.9 (TCP 8080) wants a login for acme.jamfcloud.com port 443');
    expect(words.explanation).toContain('it wants a login (Negotiate and NTLM). The client never sent one.');
    expect(words.explanation).toContain('Clients that log in are let through, such as to www.example.com.');
    expect(words.remedy).toContain('without a login');
    expect(words.evidence).toContain('4 challenges without a success behind them');
  });

  it('names what is open to all', () => {
    const words = sampleWords('blocked/proxy-authentication', { allowedHosts: ['www.example.org'], loginHosts: [] });
    expect(words.explanation).toContain('The same proxy opens www.example.org without a login.');
    expect(words.explanation).not.toContain('log in are');
  });

  it('says so where the credentials were not taken', () => {
    const words = sampleWords('blocked/proxy-authentication', { offered: 'Basic', challenges: 1 });
    expect(words.explanation).toContain('The client sent credentials (Basic), and the proxy did not take them');
    expect(words.rivals[0]).toContain('wrong, or has expired');
    expect(words.evidence).toContain('1 challenge without a success behind it');
  });

  it('says what SOCKS tells, where the client did not come to ask', () => {
    const socks = { method: 'SOCKS', host: '', schemes: [], allowedHosts: [], challenges: 2 } as const;
    const none = { ...socks, answer: 'no-acceptable-method', loginHosts: ['acme.jamfcloud.com'] };
    const words = sampleWords('blocked/proxy-authentication', none, {}, 'moderate');
    expect(words.title).toMatch(/ wants a login before it hears what it is asked for$/);
    expect(words.explanation).toContain('took none of the ways to log in that the client offered: 2 times for');
    expect(words.explanation).toContain('others reach acme.jamfcloud.com through the same proxy');
    expect(words.remedy).toContain('reach the documented hosts of Jamf and Apple without a login');
    const wrong = { ...socks, answer: 'login-refused', offered: 'password', loginHosts: [] };
    const rejected = sampleWords('blocked/proxy-authentication', wrong, {}, 'moderate');
    expect(rejected.explanation).toContain('did not take the user name and password');
    expect(rejected.explanation).toContain('nobody can tell whether a service of Jamf or Apple is concerned');
    expect(rejected.rivals[0]).toContain('is wrong, or has expired');
  });
});
