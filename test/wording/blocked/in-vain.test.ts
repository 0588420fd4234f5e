import { describe, expect, it } from 'vitest';
import { afterLast, during, unacknowledged } from '../../../src/wording/blocked/in-vain.ts';

const times = (triedSeconds: number, waitedSeconds: number) => ({ triedSeconds, waitedSeconds });

describe('tries in vain', () => {
  it.each([
    [times(15, 49), ' in 15 s', ' within 49 s after the last'],
    [times(15, 0.9), ' in 15 s', ''],
    [times(0, 49), '', ' within 49 s'],
    [times(0.01, 49), '', ' within 49 s after the last'],
    [times(0, 0), '', ''],
  ])('%o', (tried, before, behind) => {
    expect(during(tried)).toBe(before);
    expect(afterLast(tried)).toBe(behind);
  });

  it.each([
    [{ resent: 6, ...times(5, 3) }, 'resent 6 times in 5 s and not acknowledged within 3 s after the last'],
    [{ resent: 1, ...times(0.3, 0) }, 'resent 1 time in 0.3 s and never acknowledged'],
    [{ resent: 0, ...times(0, 4) }, 'not acknowledged within 4 s'],
  ])('%o', (sent, words) => {
    expect(unacknowledged(sent)).toBe(words);
  });
});
