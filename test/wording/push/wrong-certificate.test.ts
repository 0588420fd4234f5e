import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'push/wrong-certificate';

describe(RULE, () => {
  it('names what was presented instead, and its issuer', () => {
    const { title, explanation } = sampleWords(RULE);
    expect(title).toContain('not from Apple');
    expect(explanation).toMatch(
      /"CN=jamf\.corp\.example,O=Example Corp", issued by "CN=Example Corp Issuing CA 2.*unknown_ca \(48\)/,
    );
  });

  it('thinks of inspection where nothing is presented', () => {
    const { explanation, remedy, evidence } = sampleWords(RULE, { fault: 'empty' });
    expect(explanation).toContain('TLS inspection');
    expect(remedy).toMatch(/exempt api\.push\.apple\.com .* from TLS inspection/);
    expect(evidence[0]).toContain('is empty');
  });

  it('thinks of another program where the topic is another', () => {
    const { title, rivals } = sampleWords(RULE, { fault: 'topic' });
    expect(title).toContain('for other pushes');
    expect(rivals.join()).toContain('Another program on this host');
  });
});
