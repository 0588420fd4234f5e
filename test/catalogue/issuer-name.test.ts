import { expect, test } from 'vitest';
import { matchesAny, matchesName } from '../../src/catalogue/issuer-name.ts';

const name = [
  { type: 'C', value: 'US' },
  { type: 'O', value: 'Acme' },
  { type: 'OU', value: 'Network' },
  { type: 'OU', value: 'Fireware' },
];

test('any attribute of the type may match', () => {
  expect(matchesName({ OU: /^Fireware$/ }, name)).toBe(true);
  expect(matchesName({ CN: /Fireware/ }, name)).toBe(false);
});

test('all patterns of one alternative must match', () => {
  expect(matchesName({ O: /^Acme$/, OU: /^Fireware$/ }, name)).toBe(true);
  expect(matchesName({ O: /^Other$/, OU: /^Fireware$/ }, name)).toBe(false);
});

test('one alternative is enough', () => {
  expect(matchesAny([{ CN: /x/ }, { O: /^Acme$/ }], name)).toBe(true);
  expect(matchesAny([{ CN: /x/ }], name)).toBe(false);
  expect(matchesAny([], name)).toBe(false);
});
