import { expect, test } from 'vitest';
import { TimeBase } from '../../src/capture/time-base.ts';

test('times are nanoseconds since the start, negative before it, and the epoch is exact', () => {
  const base = new TimeBase();
  expect(base.set).toBe(false);
  base.start(1_700_000_000, 999_999_999);
  expect(base.set).toBe(true);
  expect(base.since(1_700_000_001, 0)).toBe(1);
  expect(base.since(1_700_000_000, 999_999_998)).toBe(-1);
  expect(base.since(1_700_000_000 + 86_400 * 104, 999_999_998)).toBe(86_400 * 104 * 1e9 - 1);
  expect(base.epoch).toBe(1_700_000_000_999_999_999n);
});
