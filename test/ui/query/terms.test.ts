import { describe, expect, test } from 'vitest';
import { quoted, termsOf, unfinishedOf } from '../../../src/ui/query/terms.ts';

describe('termsOf', () => {
  test.each([
    ['', []],
    ['   ', []],
    ['apns', [[false, undefined, ['apns']]]],
    [
      '  apns   5223 ',
      [
        [false, undefined, ['apns']],
        [false, undefined, ['5223']],
      ],
    ],
    ['Port:443,5223', [[false, 'port', ['443', '5223']]]],
    ['-verdict:ok', [[true, 'verdict', ['ok']]]],
    ['-', [[true, undefined, []]]],
    ['port:', [[false, 'port', []]]],
    ['port:443,,', [[false, 'port', ['443']]]],
    ['service:"software update",apns', [[false, 'service', ['software update', 'apns']]]],
    [
      '"a, b" c',
      [
        [false, undefined, ['a, b']],
        [false, undefined, ['c']],
      ],
    ],
    ['"port:443"', [[false, undefined, ['port:443']]]],
    ['service:"software upd', [[false, 'service', ['software upd']]]],
    ['17.57.144.20:8443', [[false, undefined, ['17.57.144.20:8443']]]],
    ['fd00::f99', [[false, undefined, ['fd00::f99']]]],
    ['dead::beef', [[false, undefined, ['dead::beef']]]],
    ['address:fd00::1', [[false, 'address', ['fd00::1']]]],
    ['mac-mini:5223', [[false, undefined, ['mac-mini:5223']]]],
  ])('%j', (text, expected) => {
    expect(termsOf(text).map(({ negated, field, values }) => [negated, field, values])).toEqual(expected);
  });
});

describe('unfinishedOf', () => {
  test.each([
    ['', ['', undefined, '']],
    ['ver', ['', undefined, 'ver']],
    ['apns ver', ['apns ', undefined, 'ver']],
    ['apns ', ['apns ', undefined, '']],
    ['-ver', ['-', undefined, 'ver']],
    ['-verdict:bl', ['-verdict:', 'verdict', 'bl']],
    ['port:443,', ['port:443,', 'port', '']],
    ['port:443,52', ['port:443,', 'port', '52']],
    ['service:"software upd', ['service:', 'service', 'software upd']],
  ])('%j', (text, [before, field, word]) => expect(unfinishedOf(text)).toEqual({ before, field, word }));
});

test('values that need quotes get them', () => {
  expect(['apsd', 'a b', 'a,b', '-a', 'a"b'].map(quoted)).toEqual(['apsd', '"a b"', '"a,b"', '"-a"', undefined]);
});
