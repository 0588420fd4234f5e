import { describe, expect, test } from 'vitest';
import { placeColumns, VERDICT_WIDTH } from '../../src/ui/columns.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const titles = (width: number) => placeColumns(width, 1 + VERDICT_WIDTH).map(({ title }) => title);

test.each([
  [50, 'Server Port'],
  [60, 'Server Port Service'],
  [80, 'Client Server Port Service Protocol'],
  [100, 'Time (UTC) Client Server Port Service Protocol Bytes'],
  [120, 'Time (UTC) Client Server Port Service Protocol State Bytes'],
  [160, 'Flow Time (UTC) Client Server Port Service Protocol State Packets Bytes'],
])('%i columns', (width, expected) => expect(titles(width).join(' ')).toBe(expected));

describe('placeColumns', () => {
  test('fills the width exactly, and never takes from a column', () => {
    for (let width = 50; width < 300; width++) {
      const placed = placeColumns(width, 1 + VERDICT_WIDTH);
      expect(placed.reduce((sum, { cells }) => sum + cells + 1, 1 + VERDICT_WIDTH)).toBe(width);
      for (const column of placed) expect(column.cells).toBeGreaterThanOrEqual(column.width);
    }
  });
});

test('cells show the row', () => {
  const snapshot = snapshotOfFlows(20);
  const context = { timestamp: snapshot.timestamp, serviceTitle: (id: string) => `title of ${id}` };
  const texts = (id: number) =>
    Object.fromEntries(placeColumns(160, 15).map(({ title, text }) => [title, text(snapshot.row(id), context)]));
  const row = { ...snapshot.row(3) };
  expect(texts(3)).toMatchObject({
    Flow: '3',
    'Time (UTC)': '09:00:00.007',
    Client: row.originatorAddress,
    Server: row.serverName ?? row.responderAddress,
    Port: String(row.responderPort),
    State: row.connState,
  });
  const forgotten = { ...row, originatorAddress: '', responderAddress: '', serverName: undefined };
  expect(placeColumns(160, 15)[3].text(forgotten, context)).toBe('(forgotten to make room)');
});
