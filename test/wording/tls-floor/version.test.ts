import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const words = sampleWords('tls-floor/version');

it('says what falls short, and that it is a risk, not a fault', () => {
  expect(words.title).toMatch(/^At risk: /);
  expect(words.title).toContain('TLS 1.0');
  expect(words.title).toContain('jss.corp.example');
  expect(words.explanation).toContain('devices may refuse');
  expect(words.source).toContain('Apple 126655');
});

it('says where to change it', () => {
  expect(words.remedy).toMatch(/^On jss\.corp\.example \(10\.20\.5\.10\), TCP 8443: /);
  expect(words.rivals.length).toBeGreaterThan(1);
});
