import { expect, it } from 'vitest';
import { bounded, OVERFLOW_CODE } from '../../src/detect/memory.ts';
import { anomalyText } from '../../src/wording/anomaly-text.ts';

it('names an anomaly for each memory, which has its words', () => {
  const codes = Object.values(OVERFLOW_CODE);
  expect(new Set(codes).size).toBe(2);
  for (const code of codes) expect(anomalyText({ code, count: 3 })).toMatch(/memory/);
});

it('remembers half of it while the capture goes on', () => {
  expect([bounded(20_000, false), bounded(20_000, true)]).toEqual([20_000, 10_000]);
});
