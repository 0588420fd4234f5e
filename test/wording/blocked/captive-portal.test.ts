import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/captive-portal', () => {
  it('says what a portal does, and where it leads', () => {
    const words = sampleWords('blocked/captive-portal');
    expect(words.title).toBe('A login page stands before captive.apple.com (17.253.17.210)');
    expect(words.explanation).toContain('It leads to https://login.guest.example/?from=captive.apple.com.');
    expect(words.rivals).toHaveLength(1);
    expect(words.remedy).toContain('captive.apple.com on TCP 80');
  });

  it('quotes the page that came instead', () => {
    const { explanation } = sampleWords('blocked/captive-portal', {
      status: 200,
      marks: ['other-page'],
      title: 'Welcome',
    });
    expect(explanation).toContain('the page is "Welcome", not Apple\'s "Success"');
  });
});
