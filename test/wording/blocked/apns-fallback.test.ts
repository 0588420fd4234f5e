import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/apns-fallback', () => {
  it('reports a degraded service, not a broken one', () => {
    const words = sampleWords('blocked/apns-fallback', { how: 'reset' });
    expect(words.title).toBe('Push works only over the fallback: TCP 5223 is closed, TCP 443 works');
    expect(words.explanation).toContain('is refused with a RST');
    expect(words.explanation).toContain('Push still arrives');
  });

  it('asks for the closed port alone', () => {
    expect(sampleWords('blocked/apns-fallback').remedy).toMatch(/^Allow outbound TCP 5223 from .* keep TCP 443 open/);
  });
});
