import { expect, test } from 'vitest';
import { amountTest } from '../../../src/ui/query/amount-test.ts';

test.each([
  ['443', 443, true],
  ['443', 444, false],
  ['1024-2048', 1024, true],
  ['1024-2048', 2049, false],
  ['1024-', 1e9, true],
  ['>1M', 1e6, false],
  ['>1M', 1_000_001, true],
  ['>=1m', 1e6, true],
  ['<10k', 9999, true],
  ['<=1.5kB', 1500, true],
  ['2g', 2e9, true],
  ['>', 0, true], // a number yet to be typed
])('%s of %d: %s', (value, amount, expected) => expect(amountTest(value)?.(amount)).toBe(expected));

test.each(['x', '', '-5', '5-4', '1-2-3', '>x', '1z', '1e5'])('%j is none', (value) =>
  expect(amountTest(value)).toBeUndefined(),
);
