import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('says what was offered and what is lost', () => {
  const words = sampleWords('inspection/alpn-stripped');
  expect(words.title).toBe('api.push.apple.com answers without an application protocol');
  expect(words.explanation).toMatch(/offered h2 .*The certificate is not of this host either.*Push does not work/);
});

it('takes the server for a rival where the certificate says nothing', () => {
  const words = sampleWords('inspection/alpn-stripped', { signals: ['moderate documented-protocol'] });
  expect(words.explanation).not.toContain('certificate');
  expect(words.rivals.join()).toContain('without this protocol');
});
