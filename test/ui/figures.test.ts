import { expect, test } from 'vitest';
import {
  bytesText,
  clockText,
  countedText,
  countText,
  dateText,
  delayText,
  durationText,
  momentText,
  secondsBetween,
} from '../../src/ui/figures.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [12_431, '12,431'],
  [1_234_567, '1,234,567'],
])('count %d', (count, text) => expect(countText(count)).toBe(text));

test.each([
  [1, '1 flow'],
  [0, '0 flows'],
  [12_431, '12,431 flows'],
])('%d flows', (count, text) => expect(countedText(count, 'flow')).toBe(text));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9949, '9.9 kB'],
  [9950, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [212e6, '212 MB'],
  [3.2e12, '3.2 TB'],
  [5e18, '5000 PB'],
])('%d bytes', (bytes, text) => expect(bytesText(bytes)).toBe(text));

test.each([
  [0, '0s'],
  [0.44, '0.4s'],
  [9.96, '10s'],
  [59.6, '1m00s'],
  [252, '4m12s'],
  [11_100, '3h05m'],
  [187_200, '2d04h'],
  [366 * 86_400, '366d00h'],
  [20_444 * 86_400, 'over a year'],
])('%d seconds', (seconds, text) => expect(durationText(seconds)).toBe(text));

test.each([
  ['2026-02-14T09:00:00Z', '2026-02-14T23:59:59.9Z', '2026-02-14 UTC'],
  ['2026-02-14T09:00:00Z', '2026-02-16T00:00:00Z', '2026-02-14 to 2026-02-16 UTC'],
  [null, null, ''],
])('from %j to %j is %j', (first, last, text) => expect(dateText(first, last)).toBe(text));

test.each([
  [39e-6, '39 µs'],
  [99.6e-6, '0.1 ms'],
  [0.00312, '3.1 ms'],
  [0.0219, '22 ms'],
  [0.9996, '1.0 s'],
  [33.1, '33s'],
  [252, '4m12s'],
])('a delay of %d seconds', (seconds, text) => expect(delayText(seconds)).toBe(text));

test('the time between two timestamps is exact to the nanosecond, whatever digits they have', () => {
  const between = (from: string, to: string) => secondsBetween(from, to).toFixed(9);
  expect(between('2026-02-14T23:59:59.999999999Z', '2026-02-15T00:00:00Z')).toBe('0.000000001');
  expect(between('2026-02-14T13:04:05.5Z', '2026-02-14T13:04:04.250Z')).toBe('-1.250000000');
});

test('times of day keep the digits that the capture has', () => {
  expect(clockText('2026-02-14T13:04:05.123456789Z')).toBe('13:04:05.123456');
  expect(clockText('2026-02-14T13:04:05.12Z', 3)).toBe('13:04:05.12');
  expect(clockText('2026-02-14T13:04:05Z')).toBe('13:04:05');
  expect(momentText('2026-02-14T13:04:05.5Z')).toBe('2026-02-14 13:04:05.5 UTC');
});
