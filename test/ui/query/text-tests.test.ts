import { describe, expect, test } from 'vitest';
import { beginningTest, meantOf, partTest, patternTest, remembering } from '../../../src/ui/query/text-tests.ts';

describe('patternTest', () => {
  test.each([
    ['*.push.apple.com', '1-Courier.push.apple.com', true],
    ['*.push.apple.com', 'push.apple.com', false],
    ['*.push.apple.com', 'a.push.apple.com.evil', false],
    ['1*com', '1-courier.push.apple.com', true],
    ['1*push*com', '1-courier.push.apple.com', true],
    ['*ab*ab*', 'xabx', false],
    ['ab*ba', 'aba', false], // the ends do not overlap
    ['*', '', true],
    ['**', 'x', true],
    ['a', 'A', true],
    ['a', 'ab', false],
    ['a.c', 'abc', false], // no expression: a dot is a dot
  ])('%j of %j: %s', (pattern, text, expected) => expect(patternTest(pattern)(text)).toBe(expected));

  test('takes no longer for hostile patterns and names', () => {
    expect(patternTest('*a'.repeat(100))('a'.repeat(65_536))).toBe(true);
    expect(patternTest(`${'*a'.repeat(100)}b`)('a'.repeat(65_536))).toBe(false);
  });
});

test('parts and beginnings', () => {
  expect([partTest('RIE')('1-Courier'), partTest('x')('abc'), partTest('b*')('abc')]).toEqual([true, false, false]);
  expect([
    beginningTest('mdm')('mdmclient'),
    beginningTest('dm')('mdmclient'),
    beginningTest('*client')('mdmclient'),
  ]).toEqual([true, false, true]);
});

describe('meantOf', () => {
  const names = ['http', 'http2', 'tls', 'S0'];
  test.each([
    ['http', ['http']],
    ['HTTP', ['http']],
    ['htt', ['http', 'http2']],
    ['http*', ['http', 'http2']],
    ['s0', ['S0']],
    ['x', []],
  ])('%j', (value, expected) => expect(meantOf(value, names)).toEqual(expected));
});

test('an answer is remembered, and not for ever', () => {
  let asked = 0;
  const test = remembering(() => ++asked > 0);
  expect([test('a'), test('a'), asked]).toEqual([true, true, 1]);
  for (let index = 0; index < 10_000; index++) test(String(index));
  test('a');
  expect(asked).toBe(10_002);
});
