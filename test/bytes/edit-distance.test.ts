import { expect, test } from 'vitest';
import { editDistance } from '../../src/bytes/edit-distance.ts';

test.each<[string, string, number]>([
  ['', '', 0],
  ['ldap', 'ldap', 0],
  ['ldp', 'ldap', 1],
  ['ldapp', 'ldap', 1],
  ['ldat', 'ldap', 1],
  ['hots', 'host', 1],
  ['jamfPor', 'jamfPro', 1],
  ['kitten', 'sitting', 3],
  ['ab', '', 2],
])('%j and %j are %i apart', (one, other, distance) => {
  expect(editDistance(one, other, 5)).toBe(distance);
  expect(editDistance(other, one, 5)).toBe(distance);
});

test('beyond the bound it is not said how far', () => {
  expect(editDistance('kitten', 'sitting', 2)).toBe(Number.POSITIVE_INFINITY);
  expect(editDistance('a', 'abcd', 2)).toBe(Number.POSITIVE_INFINITY);
});
