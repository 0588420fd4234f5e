import { expect, it } from 'vitest';
import { MAX_FOLLOWED, surplus } from '../../src/engine/quiet-flows.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { FLAG, FLAGS, ID, LAST_TIME, ROW_NUMBERS, ROW_WORDS } from '../../src/flow/row-layout.ts';

const SECOND = 1e9;

/** A table of flows with their flags and the second of their latest packet. */
function tableOf(flows: readonly (readonly [flags: number, second: number])[]): FlowTable {
  const table = new FlowTable();
  table.count = flows.length;
  for (const [row, [flags, second]] of flows.entries()) {
    table.words[row * ROW_WORDS + ID] = row + 1;
    table.words[row * ROW_WORDS + FLAGS] = flags;
    table.numbers[row * ROW_NUMBERS + LAST_TIME] = second * SECOND;
  }
  return table;
}

it('names flows that work and are quiet, those first that fell quiet last, where too many are followed', () => {
  const works = FLAG.succeeded;
  const table = tableOf([
    [works, 30],
    [works, 10],
    [works | FLAG.settled, 1],
    [0, 2],
    [works, 95],
    [works, 20],
    [works, 5],
    [0, 50],
  ]);
  const rows = (followed: number) => surplus(table, followed, (row) => row !== 6, 100 * SECOND);
  expect(rows(MAX_FOLLOWED)).toEqual([]);
  expect(rows(MAX_FOLLOWED + 1)).toEqual([0, 5, 1, 7, 3]);
});

it('names no more than bring an eighth of the bound free', () => {
  const table = tableOf(Array.from({ length: 5000 }, (_, row) => [FLAG.succeeded, row % 7]));
  expect(surplus(table, MAX_FOLLOWED + 10, () => true, 100 * SECOND)).toHaveLength(MAX_FOLLOWED / 8 + 10);
});
