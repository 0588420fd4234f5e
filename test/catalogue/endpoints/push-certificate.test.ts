import { expect, test } from 'vitest';
import { PUSH_CERTIFICATE, PUSH_CERTIFICATE_FACTS } from '../../../src/catalogue/endpoints/push-certificate.ts';
import { rowLines } from '../row-lines.ts';

test('P3 is the one connection of the push certificate guide', () => {
  expect(rowLines(PUSH_CERTIFICATE)).toEqual(['P3 jamf-pro -> jamf-hosted | 443 | tls']);
});

test('P1, P2 and P4 to P7 are facts, each with its place in the guide', () => {
  expect(PUSH_CERTIFICATE_FACTS.map((fact) => fact.ref)).toEqual(['P1', 'P2', 'P4', 'P5', 'P6', 'P7']);
  for (const { source } of PUSH_CERTIFICATE_FACTS) expect(source.section).toMatch(/./);
});

test.each([
  ['P4', /\.p12.*not made by Jamf Pro/],
  ['P6', /never delete.*enrolled again/],
  ['P7', /no validity period/],
])('%s says what the guide says', (ref, words) => {
  expect(PUSH_CERTIFICATE_FACTS.find((fact) => fact.ref === ref)!.fact).toMatch(words);
});

test('P7: no fact claims a year for the guide', () => {
  for (const { fact } of PUSH_CERTIFICATE_FACTS) expect(fact).not.toMatch(/\byear\b|365/);
});
