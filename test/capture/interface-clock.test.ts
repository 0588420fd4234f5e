import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  InterfaceClock,
  MICROSECONDS,
  NANOSECONDS,
  resolutionOf,
  type TimestampUnit,
} from '../../src/capture/interface-clock.ts';
import { TimeBase } from '../../src/capture/time-base.ts';

function times(unit: TimestampUnit, timestamps: readonly bigint[], base = new TimeBase()): number[] {
  const clock = new InterfaceClock(unit);
  return timestamps.map((units) => clock.time(Number(units >> 32n), Number(units & 0xffff_ffffn), base));
}

test.each<[string, TimestampUnit, bigint, bigint]>([
  ['µs', MICROSECONDS, 1_340_954_905_298_858n, 1_340_954_905_298_858_000n],
  ['ns', NANOSECONDS, 1_340_954_905_298_858_001n, 1_340_954_905_298_858_001n],
  ['seconds', { base: 10, exponent: 0, offset: 0n }, 1_340_954_905n, 1_340_954_905_000_000_000n],
  ['ps, cut to ns', { base: 10, exponent: 12, offset: 0n }, 1_340_954_905_298_999n, 1_340_954_905_298n],
  [
    'binary fractions',
    { base: 2, exponent: 10, offset: 0n },
    1_340_954_905n * 1024n + 512n,
    1_340_954_905_500_000_000n,
  ],
  ['an offset', { base: 10, exponent: 6, offset: 1_000_000_000n }, 340_954_905_298_858n, 1_340_954_905_298_858_000n],
  ['an offset back', { base: 10, exponent: 6, offset: -10n }, 11_000_001n, 1_000_001_000n],
])('the first timestamp in %s sets the base exactly', (_name, unit, units, epoch) => {
  const base = new TimeBase();
  expect(times(unit, [units], base)).toEqual([0]);
  expect(base.epoch).toBe(epoch);
});

test('differences are exact where the timestamps themselves are beyond a double', () => {
  const start = 1_700_000_000_123_456_789n;
  const apart = fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n });
  fc.assert(
    fc.property(apart, (units) => {
      expect(times(NANOSECONDS, [start, start + units])).toEqual([0, Number(units)]);
    }),
    { seed: 1 },
  );
});

test.each<[string, TimestampUnit, bigint, number]>([
  ['µs', MICROSECONDS, 3n, 3000],
  ['ps', { base: 10, exponent: 12, offset: 0n }, 2999n, 2],
  ['2^-20 s', { base: 2, exponent: 20, offset: 0n }, 3n * 2n ** 20n + 2n ** 19n, 3_500_000_000],
  ['2^-32 s', { base: 2, exponent: 32, offset: 0n }, 2n ** 31n, 500_000_000],
])('%s: so many units later is so many ns later', (_name, unit, units, nanoseconds) => {
  const start = 1_000n * BigInt(unit.base) ** BigInt(unit.exponent);
  expect(times(unit, [start, start + units])).toEqual([0, nanoseconds]);
});

test('a second interface counts from the same base', () => {
  const base = new TimeBase();
  times(MICROSECONDS, [1_000_000n], base);
  expect(times(NANOSECONDS, [1_000_000_005n, 999_999_999n], base)).toEqual([5, -1]);
});

test('any unit and timestamp give a number', () => {
  const unit = fc.record({
    base: fc.constantFrom(2 as const, 10 as const),
    exponent: fc.nat(127),
    offset: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  });
  const timestamp = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  fc.assert(
    fc.property(unit, timestamp, timestamp, (any, one, other) => {
      expect(times(any, [one, other]).every(Number.isFinite)).toBe(true);
    }),
    { seed: 1 },
  );
});

test.each([
  [10, 6, 6],
  [10, 9, 9],
  [10, 12, 9],
  [10, 0, 0],
  [2, 10, 4],
  [2, 0, 0],
  [2, 64, 9],
] as const)('base %d, exponent %d: %d digits', (base, exponent, digits) => {
  expect(resolutionOf({ base, exponent, offset: 0n })).toBe(digits);
});
