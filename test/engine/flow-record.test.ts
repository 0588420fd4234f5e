import { expect, it } from 'vitest';
import type { Silence } from '../../src/classify/flow-facts.ts';
import { FlowRecord, keepNotable, keepSilence, MAX_NOTABLE, MAX_OBSERVATIONS } from '../../src/engine/flow-record.ts';
import { seen } from '../support/flow-facts.ts';

it('keeps a bounded number of observations and counts the rest by kind', () => {
  const record = new FlowRecord();
  for (let index = 0; index < MAX_OBSERVATIONS; index++) record.observe(seen('dns-query', 0, index));
  expect(record.omitted).toBeUndefined();
  for (const kind of ['dns-query', 'dns-response', 'dns-query'] as const) record.observe(seen(kind, 0, 999));
  expect(record.observations).toHaveLength(MAX_OBSERVATIONS);
  expect([...record.omitted!]).toEqual([
    ['dns-query', 2],
    ['dns-response', 1],
  ]);
});

it('keeps the first notable frames', () => {
  let list: number[] | undefined;
  for (let index = 0; index < 20; index++) list = keepNotable(list, index);
  expect(list).toEqual(Array.from({ length: MAX_NOTABLE }, (_, index) => index));
});

it('keeps the latest silence, and the longest before it', () => {
  const until = (minutes: number, length: number): Silence => ({
    from: { input: 0, frame: minutes, time: (minutes - length) * 60e9 },
    until: { input: 0, frame: minutes, time: minutes * 60e9 },
    by: 0,
    repeats: [],
    repeated: 0,
  });
  // Push that is quiet for a quarter of an hour at a time, but once for two minutes.
  const silences = Array.from({ length: 12 }, (_, index) => until(15 * (index + 1), index === 4 ? 2 : 14));
  const kept = silences.reduce<Silence[] | undefined>(keepSilence, undefined)!;
  expect(kept).toHaveLength(MAX_NOTABLE);
  expect(kept.at(-1)).toBe(silences[11]);
  expect(kept).not.toContain(silences[4]);
  expect(kept.toSorted((one, other) => one.until.time - other.until.time)).toEqual(kept);
});
