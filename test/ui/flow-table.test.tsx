import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { AT_TOP } from '../../src/ui/cursor.ts';
import { arrivalOrder } from '../../src/ui/flow-order.ts';
import { FlowTable } from '../../src/ui/flow-table.tsx';
import { KEYS } from '../../src/ui/keys.ts';
import { INITIAL_STATE, type UiState } from '../../src/ui/state.ts';
import { flowIdsTo, sampleFinding } from '../support/sample-snapshot.ts';
import { drawn, PLAIN, widest } from './component.tsx';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const ARRIVAL = { by: 'arrival', reversed: false } as const;

function table(
  snapshot: Snapshot | undefined,
  changes: Partial<UiState> = {},
  length = snapshot?.flowCount ?? 0,
  ordering?: number,
  filter = changes.filter ?? '',
) {
  const ui = { ...INITIAL_STATE, sort: ARRIVAL, ...changes };
  const order = { ...arrivalOrder(flowIdsTo(length), false), filter };
  return drawn(
    <FlowTable
      {...{ snapshot, order, ordering, ui, keys: KEYS }}
      area={{ width: 100, height: 8 }}
      inFront
      theme={PLAIN}
    />,
  );
}

test('a title, the names of the columns, and the rows that fit', () => {
  const lines = table(snapshotOfFlows(12_431));
  expect(lines[0]).toMatch(/^━ 3 Flows {2}12,431 · by arrival · ▾ 12,425 more ━+$/);
  expect(lines[1]).toMatch(/^ Verdict +Time \(UTC\) +Client +Server +Port +Service +Protocol +Bytes$/);
  expect([lines.length, lines[2][0], widest(lines)]).toEqual([8, '▸', 100]);
});

test.each<[string, Partial<UiState>, number | undefined, string]>([
  ['filtered', { filter: 'apns' }, undefined, '204 of 12,431 · by arrival'],
  ['reversed', { sort: { by: 'worst', reversed: true } }, undefined, '204 · worst first, reversed'],
  ['following', { follow: true }, undefined, 'by arrival · following'],
  ['sorting', {}, 0.437, 'by arrival · sorting 43%'],
  ['filtering', { filter: 'x' }, 0.5, 'filtering 50%'],
])('%s', (name, changes, ordering, title) => {
  const snapshot = snapshotOfFlows(name === 'reversed' ? 204 : 12_431);
  expect(table(snapshot, changes, 204, ordering)[0]).toContain(title);
});

test('says where its filter came from', () => {
  const flows = Array.from({ length: 100 }, (_, index) => index + 1);
  const findings = [{ ...sampleFinding('blocked/dns'), id: 'F1', flows, count: 1234 }];
  const origin = { pane: 'findings', opened: [], filter: '', cursor: AT_TOP } as const;
  const changes = { filter: 'finding:F1', origins: [origin] };
  expect(table(snapshotOfFlows(2000, { findings }), changes, 100)[0]).toContain(
    '100 of 2,000 · esc goes back · finding:F1 ·',
  );
});

test('following shows the newest flow', () => {
  expect(table(snapshotOfFlows(50), { follow: true })[7]).toMatch(/^▸.*09:00:00\.125/);
});

test('says when nothing matches, but not while the answer is to another filter', () => {
  const snapshot = snapshotOfFlows(100);
  expect(table(snapshot, { filter: 'zzz' }, 0)[2]).toBe(' No flow matches the filter. esc clears it.');
  expect(table(snapshot, { filter: 'zzz' }, 0, undefined, 'zz')[2]).toBe('');
  expect(table(snapshot, {}, 0)[2]).toBe('');
  expect(table(undefined)[2]).toBe('');
});
