import { describe, expect, test } from 'vitest';
import { arrivalOrder, type FlowOrder } from '../../src/ui/flow-order.ts';
import { withoutForgotten } from '../../src/ui/forgotten-flow.ts';
import { INITIAL_STATE, type UiState } from '../../src/ui/state.ts';
import { flowIdsTo } from '../support/sample-snapshot.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const on = (id: number, changes: Partial<UiState> = {}): UiState => ({
  ...INITIAL_STATE,
  pane: 'flows',
  cursors: { ...INITIAL_STATE.cursors, flows: { id, index: id - 1, offset: 4 } },
  ...changes,
});
const all = arrivalOrder(flowIdsTo(3000), false);
const left = flowIdsTo(5000, 2001);
const snapshot = snapshotOfFlows(0, { flowCount: 5000, flowIds: left });
const order = arrivalOrder(left, false);
const sorted = (ids: readonly number[]): FlowOrder => ({
  filter: '',
  length: ids.length,
  at: (index) => ids[index],
  indexOf: (id) => ids.indexOf(id),
});

describe('the selected flow', () => {
  test('stays while it is known, also where the filter hides it', () => {
    for (const ui of [on(2500), INITIAL_STATE]) expect(withoutForgotten({ ui, snapshot, order: all }, order)).toBe(ui);
    expect(withoutForgotten({ ui: on(2500), snapshot, order: all }, sorted([7]))).toEqual(on(2500));
  });

  test('gives way to its neighbour, and that is said', () => {
    const { cursors, notice } = withoutForgotten({ ui: on(1200), snapshot, order: all }, order);
    expect(cursors.flows).toEqual({ id: 2001, index: 0, offset: 4 });
    expect(notice?.text).toBe('Flow 1,200 was forgotten to make room: 2,001 is selected.');
  });

  test('in another order gives way to what comes to stand where it was', () => {
    const { cursors } = withoutForgotten(
      { ui: on(9), snapshot, order: sorted([4000, 9, 3000]) },
      sorted([4000, 3000, 2500]),
    );
    expect(cursors.flows).toEqual({ id: 3000, index: 1, offset: 4 });
  });

  test('of another pane gives way without a word, and so while something is typed', () => {
    const { cursors, notice } = withoutForgotten({ ui: on(9, { pane: 'hosts' }), snapshot, order: all }, order);
    expect([cursors.flows.id, notice]).toEqual([2001, undefined]);
  });

  test('is the newest while following', () => {
    const ui = on(9, { follow: true });
    expect(withoutForgotten({ ui, snapshot, order: all }, order)).toBe(ui);
  });
});
