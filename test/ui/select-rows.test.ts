import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { placeColumns, VERDICT_WIDTH } from '../../src/ui/columns.ts';
import { arrivalOrder } from '../../src/ui/flow-order.ts';
import { headLine, selectRows } from '../../src/ui/select-rows.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { flowIdsTo } from '../support/sample-snapshot.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const theme = createTheme({ ascii: false, color: false });
const columns = placeColumns(120, 1 + VERDICT_WIDTH);

describe('selectRows', () => {
  test('reads the rows of the window and no others', () => {
    const read: number[] = [];
    const source = snapshotOfFlows(100_000);
    const snapshot = {
      ...source,
      row(id: number) {
        read.push(id);
        return source.row(id);
      },
    };
    const lines = selectRows(
      snapshot,
      arrivalOrder(flowIdsTo(100_000), false),
      { top: 70_000, index: 70_001, height: 4 },
      columns,
      theme,
    );
    expect(read).toEqual([70_001, 70_002, 70_003, 70_004]);
    expect(lines.map((line) => line[0])).toEqual([' ', '▸', ' ', ' ']);
  });

  test('ends with the list', () => {
    const lines = selectRows(
      snapshotOfFlows(5),
      arrivalOrder(flowIdsTo(5), false),
      { top: 3, index: 3, height: 10 },
      columns,
      theme,
    );
    expect(lines.length).toBe(2);
  });

  test('every line has the width of the table, whatever the names hold', () => {
    const names = [
      '管理サーバー.example',
      '\x1b[2J\x1b]0;x\x07',
      'a\u202eb\u200dc',
      `z${'\u0301'.repeat(99)}`,
      '👩‍👩‍👧🇨🇭',
      '\u0301x',
    ];
    const snapshot = snapshotOfFlows(names.length, {}, (row) => {
      row.serverName = names[row.id - 1];
      row.protocol = names[names.length - row.id];
    });
    for (const color of [true, false]) {
      const painted = createTheme({ ascii: false, color });
      const lines = selectRows(
        snapshot,
        arrivalOrder(flowIdsTo(names.length), false),
        { top: 0, index: 2, height: 9 },
        columns,
        painted,
      );
      expect(lines.map((line) => stringWidth(line))).toEqual(names.map(() => 120));
      expect(lines.join('').replaceAll(/\x1b\[\d+m/g, '')).not.toMatch(/\p{Cc}/u);
    }
  });

  test('an open flow that nothing is said of yet is open, not undecided', () => {
    const snapshot = snapshotOfFlows(2, {}, (row) =>
      Object.assign(row, { open: true, verdict: row.id === 1 ? 'undecided' : 'blocked' }),
    );
    const lines = selectRows(
      snapshot,
      arrivalOrder(flowIdsTo(2), false),
      { top: 0, index: -1, height: 2 },
      columns,
      theme,
    );
    expect(lines.map((line) => line.slice(1, 14).trim())).toEqual(['… open', '✖ blocked']);
  });
});

test('the head stands over its columns', () => {
  const head = headLine(columns, theme);
  const [line] = selectRows(
    snapshotOfFlows(1),
    arrivalOrder(flowIdsTo(1), false),
    { top: 0, index: -1, height: 1 },
    columns,
    theme,
  );
  expect(head.length).toBe(120);
  expect(line.indexOf('09:00')).toBe(head.indexOf('Time'));
});
