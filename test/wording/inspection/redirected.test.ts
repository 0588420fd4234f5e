import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('says where the name leads', () => {
  const words = sampleWords('inspection/redirected');
  expect(words.title).toBe("2-courier.push.apple.com leads to 10.20.0.90, which is not Apple's");
  expect(words.explanation).toContain('an address of a private network');
  expect(words.rivals.join()).not.toContain('new address ranges');
});

it.each([
  ['other', "is not Apple's either"],
  ['apple', 'names Apple as its issuer'],
] as const)('says whose certificate was shown: %s', (answeredBy, words) => {
  const found = sampleWords('inspection/redirected', { network: '', answeredBy });
  expect(found.explanation).toContain(words);
  expect(found.rivals.join()).toContain('new address ranges');
});
