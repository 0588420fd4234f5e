import { expect, test } from 'vitest';
import { timestampText } from '../../src/bytes/timestamp.ts';

const SECOND = 1_000_000_000n;

// Expected values by `date -u -d @SECONDS`.
test.each([
  [0n, 0, '1970-01-01T00:00:00Z'],
  [1_340_954_905_298_858_000n, 6, '2012-06-29T07:28:25.298858Z'],
  [951_782_400n * SECOND, 0, '2000-02-29T00:00:00Z'],
  [1_709_251_199_999_999_999n, 9, '2024-02-29T23:59:59.999999999Z'],
  [4_107_542_400n * SECOND, 3, '2100-03-01T00:00:00.000Z'],
  [-1n, 9, '1969-12-31T23:59:59.999999999Z'],
  [-86_400n * SECOND, 0, '1969-12-31T00:00:00Z'],
  [-2_203_977_600n * SECOND, 0, '1900-02-28T00:00:00Z'],
] as const)('%s ns with %s digits is %s', (epoch, digits, text) => {
  expect(timestampText(epoch, digits)).toBe(text);
});

test('a time that is some ns off still shows the µs that the capture holds', () => {
  expect(timestampText(1_599_461_560_477_734_992n, 6)).toBe('2020-09-07T06:52:40.477735Z');
  expect(timestampText(1_599_461_560_999_999_992n, 6)).toBe('2020-09-07T06:52:41.000000Z');
});

test('what lies beyond RFC 3339 is shown as its nearest end', () => {
  expect(timestampText(2n ** 90n, 6)).toBe('9999-12-31T23:59:59.999999Z');
  expect(timestampText(-(2n ** 90n), 0)).toBe('0000-01-01T00:00:00Z');
});

test('agrees with the JavaScript engine on every day of four centuries', () => {
  for (let day = -70_000; day < 80_000; day += 1) {
    const text = timestampText(BigInt(day) * 86_400n * SECOND, 3);
    if (text !== new Date(day * 86_400_000).toISOString()) expect.fail(`day ${day}: ${text}`);
  }
});
