import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('says who was told what', () => {
  const words = sampleWords('inspection/downgrade');
  expect(words.title).toBe('Somebody on the way to acme.jamfcloud.com hides that the client knows TLS 1.3');
  expect(words.explanation).toContain('the answer is TLS 1.2, and the server marks it');
  expect(words.explanation).toContain('The client breaks off');
  const silent = sampleWords('inspection/downgrade', { signals: ['strong sentinel'] });
  expect(silent.explanation).not.toContain('breaks off');
});
