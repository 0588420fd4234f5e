import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/retired', () => {
  it('advises against opening the port', () => {
    const words = sampleWords('ports/retired');
    expect(words.title).toBe('Retired since 2021-03-31: gateway.push.apple.com on TCP 2195');
    expect(words.remedy).toMatch(/^Do not open TCP 2195\. On 10\.20\.0\.15, .*api\.push\.apple\.com, TCP 443 or 2197/);
  });

  it('wonders who answers when something does', () => {
    expect(sampleWords('ports/retired', { answered: true }).explanation).toContain('Something answered');
    expect(sampleWords('ports/retired', { answered: true }).rivals[0]).toContain('relay of your own');
  });
});
