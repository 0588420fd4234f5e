import { expect, it } from 'vitest';
import { FlowRecord, keepNotable, MAX_NOTABLE, MAX_OBSERVATIONS } from '../../src/engine/flow-record.ts';
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
