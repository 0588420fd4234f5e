import { expect, test } from 'vitest';
import { InterfaceClock } from '../../src/capture/interface-clock.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { TimestampUnits, writtenExponent } from '../../src/capture/timestamp-units.ts';

const based = (seconds: number, nanoseconds: number) => {
  const base = new TimeBase();
  base.start(seconds, nanoseconds);
  return base;
};

test.each([
  [{ base: 10, exponent: 6, offset: 0n } as const, 6],
  [{ base: 10, exponent: 3, offset: 5n } as const, 3],
  [{ base: 10, exponent: 12, offset: 0n } as const, 9],
  [{ base: 2, exponent: 20, offset: 0n } as const, 9],
])('%o is written with exponent %d', (unit, exponent) => {
  expect(writtenExponent(unit)).toBe(exponent);
});

test.each([0, 3, 6, 9])('counts of 10^-%d seconds are exact, and read back as what they were', (exponent) => {
  const base = based(1_795_132_800, 999_999_999);
  const units = new TimestampUnits(exponent);
  for (const time of [0, 1, -999_999_999, 86_400_123_456_789, 2 ** 52 + 1]) {
    units.set(time, base);
    const expected = (base.epoch + BigInt(time)) / 10n ** BigInt(9 - exponent);
    expect((BigInt(units.high) << 32n) | BigInt(units.low)).toBe(expected);
    const clock = new InterfaceClock({ base: 10, exponent, offset: 0n });
    const read = clock.time(units.high, units.low, base);
    expect(read).toBeLessThanOrEqual(time);
    expect(time - read).toBeLessThan(10 ** (9 - exponent));
  }
});

test('a time before 1970 is its beginning', () => {
  const units = new TimestampUnits(6);
  units.set(-5e9, based(1, 0));
  expect([units.high, units.low]).toEqual([0, 0]);
});
