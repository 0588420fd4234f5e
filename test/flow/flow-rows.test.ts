import { expect, it } from 'vitest';
import { FlowRows } from '../../src/flow/flow-rows.ts';
import { DATA, ID, LAST_TIME, ROW_NUMBERS, ROW_WORDS } from '../../src/flow/row-layout.ts';

class Rows extends FlowRows {
  add = () => this.addRow();
  free = (row: number) => this.freeRow(row);
}

it('numbers flows for good and rows for reuse, which come back empty', () => {
  const rows = new Rows();
  const [first, second] = [rows.add(), rows.add()];
  rows.time = 5;
  rows.place = 7 * 1048576 + 1;
  rows.mark(first, DATA);
  rows.note(first, 0x53);
  rows.words[first * ROW_WORDS + 3] = 9;
  expect(rows.event(first, DATA)).toEqual({ input: 1, frame: 7, time: 5 });
  rows.free(first);
  const third = rows.add();
  expect([third, rows.count, rows.lastId]).toEqual([first, 2, 3]);
  expect([rows.words[third * ROW_WORDS + ID], rows.words[second * ROW_WORDS + ID]]).toEqual([3, 2]);
  expect([rows.event(third, DATA), rows.historyText(third), rows.words[third * ROW_WORDS + 3]]).toEqual([
    undefined,
    '',
    0,
  ]);
});

it('keeps what it holds when it grows', () => {
  const rows = new Rows();
  const first = rows.add();
  rows.numbers[first * ROW_NUMBERS + LAST_TIME] = 42;
  rows.note(first, 0x53);
  for (let row = 1; row < 3000; row++) rows.add();
  expect([rows.last(first).time, rows.historyText(first), rows.count, rows.full]).toEqual([42, 'S', 3000, false]);
});
