import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const words = sampleWords('tls-floor/certificate-key');

it('says what falls short, and that it is a risk, not a fault', () => {
  expect(words.title).toMatch(/^At risk: /);
  expect(words.title).toContain('1024 bits (RSA)');
  expect(words.title).toContain('jss.corp.example');
  expect(words.explanation).toContain('devices may refuse');
  expect(words.source).toContain('Apple 126655');
});

it('says where to change it', () => {
  expect(words.remedy).toMatch(/^On jss\.corp\.example \(10\.20\.5\.10\), TCP 8443: /);
  expect(words.rivals.length).toBeGreaterThan(1);
});

it('names the least of its kind', () => {
  expect(words.explanation).toContain('2048 is the least');
  expect(sampleWords('tls-floor/certificate-key', { keyType: 'DSA', least: 0 }).explanation).toContain(
    'RSA from 2048 or EC from 256',
  );
});
