import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('inspection/unexpected-issuer', () => {
  it('takes one issuer on unrelated hosts as proof, and drops the rival of a new authority', () => {
    const words = sampleWords('inspection/unexpected-issuer');
    expect(words.explanation).toContain('one device answers for them all');
    expect(words.rivals.join()).not.toContain('new intermediate');
  });

  it('thinks of a server of the site for the names of a tenant, not for those of Apple', () => {
    const rivals = (expected: string) => sampleWords('inspection/unexpected-issuer', { expected }).rivals.join();
    expect(rivals('a public authority')).toContain('server of your own');
    expect(rivals('Apple Inc.')).not.toContain('server of your own');
  });

  it('is careful with a single host', () => {
    const words = sampleWords('inspection/unexpected-issuer', { sharedWith: [], signals: [] });
    expect(words.explanation).toContain('probably');
    expect(words.rivals[0]).toContain('new intermediate');
    expect(words.evidence).toHaveLength(2);
  });
});
