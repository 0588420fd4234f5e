import { describe, expect, it } from 'vitest';
import { duration, period } from '../../../src/report/text/measures.ts';

describe('measures', () => {
  it.each([
    [0, '0 s'],
    [0.44, '0.4 s'],
    [9.96, '10 s'],
    [59.6, '1 min 0 s'],
    [312, '5 min 12 s'],
    [11_400, '3 h 10 min'],
    [172_740, '47 h 59 min'],
    [172_800, '2 days'],
    [1_646_781_120, '19,060 days'],
  ])('calls %d seconds %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it.each([
    ['2026-11-20T09:00:00.123456Z', '2026-11-20T09:05:12Z', '2026-11-20 09:00:00 – 09:05:12 UTC'],
    ['2026-11-20T23:59:59Z', '2026-11-21T00:00:01Z', '2026-11-20 23:59:59 – 2026-11-21 00:00:01 UTC'],
    ['2026-11-20T09:00:00.1Z', '2026-11-20T09:00:00.9Z', '2026-11-20 09:00:00 UTC'],
  ])('tells the time from %s to %s', (first, last, text) => {
    expect(period(first, last)).toBe(text);
  });
});
