import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { allFlowsText, arrivalOrder, type FlowOrder, type OrderQuery, orderFlows } from '../../src/ui/flow-order.ts';
import { sortKey } from '../../src/ui/sort.ts';
import { flowIdsTo } from '../support/sample-snapshot.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

function ordered(snapshot: Snapshot, query: OrderQuery): { order: FlowOrder; shares: number[] } {
  const work = orderFlows(snapshot, query);
  const shares: number[] = [];
  let step = work.next();
  for (; !step.done; step = work.next()) shares.push(step.value);
  return { order: step.value, shares };
}

const idsOf = (order: FlowOrder) => Array.from({ length: order.length }, (_, index) => order.at(index));

describe('arrivalOrder', () => {
  test.each([
    [false, [1, 2, 3]],
    [true, [3, 2, 1]],
  ])('reversed: %s', (reversed, ids) => {
    const order = arrivalOrder(flowIdsTo(3), reversed);
    expect(idsOf(order)).toEqual(ids);
    expect(ids.map(order.indexOf)).toEqual([0, 1, 2]);
    expect(order.indexOf(4)).toBe(-1);
  });

  test('of a long capture: those that are still known; one that is not has neighbours', () => {
    const order = arrivalOrder(flowIdsTo(4_200_000, 4_000_001), false);
    expect([order.length, order.at(0), order.indexOf(4_000_003), order.indexOf(3)]).toEqual([
      200_000, 4_000_001, 2, -1,
    ]);
    expect([order.near!(3), order.near!(5_000_000)]).toEqual([0, 199_999]);
    expect(arrivalOrder(flowIdsTo(4_200_000, 4_000_001), true).near!(3)).toBe(199_999);
  });
});

describe('orderFlows', () => {
  const snapshot = snapshotOfFlows(3000);
  const all = Array.from({ length: 3000 }, (_, index) => index + 1);

  test('arrival without a filter takes no work', () => {
    const { order, shares } = ordered(snapshot, { filter: '', sort: { by: 'arrival', reversed: false } });
    expect([order.length, shares]).toEqual([3000, []]);
  });

  test('worst first, those of one verdict as they came', () => {
    const { order } = ordered(snapshot, { filter: '', sort: { by: 'worst', reversed: false } });
    const rank = (id: number) => Number(sortKey('worst').of(snapshot.row(id)));
    expect(idsOf(order)).toEqual([...all].sort((a, b) => rank(a) - rank(b)));
  });

  test('by text, reversed', () => {
    const { order } = ordered(snapshot, { filter: '', sort: { by: 'client', reversed: true } });
    const client = (id: number) => snapshot.row(id).originatorAddress;
    const expected = [...all].sort((a, b) => (client(a) < client(b) ? 1 : client(a) > client(b) ? -1 : 0));
    expect(idsOf(order)).toEqual(expected);
  });

  test('only what matches the filter, and finds its place', () => {
    const { order, shares } = ordered(snapshot, { filter: 'courier blocked', sort: { by: 'bytes', reversed: false } });
    const ids = idsOf(order);
    const wanted = all.filter((id) => {
      const { serverName, verdict } = snapshot.row(id);
      return serverName?.includes('courier') && verdict === 'blocked';
    });
    expect([...ids].sort((a, b) => a - b)).toEqual(wanted);
    expect(ids.map(order.indexOf)).toEqual(ids.map((_, index) => index));
    expect(order.indexOf(all.find((id) => !wanted.includes(id))!)).toBe(-1);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  test('leaves out flows that the engine has let go of', () => {
    const holes = snapshotOfFlows(100, {}, (row) => {
      if (row.id % 2 === 0) row.originatorAddress = '';
    });
    const { order } = ordered(holes, { filter: '', sort: { by: 'client', reversed: false } });
    expect([order.length, order.indexOf(2)]).toEqual([50, -1]);
  });

  test('walks the flows that are still known, not all that ever were', () => {
    const late = snapshotOfFlows(0, { flowCount: 400_000_000, flowIds: flowIdsTo(400_000_000, 399_999_901) });
    const { order } = ordered(late, { filter: '', sort: { by: 'arrival', reversed: true } });
    const sorted = ordered(late, { filter: '', sort: { by: 'bytes', reversed: false } }).order;
    expect([order.length, order.at(0), sorted.length, sorted.indexOf(400_000_000) >= 0]).toEqual([
      100,
      400_000_000,
      100,
      true,
    ]);
  });

  test('an empty snapshot has an empty order', () => {
    expect(ordered(snapshotOfFlows(0), { filter: 'x', sort: { by: 'worst', reversed: false } }).order.length).toBe(0);
  });
});

test('how many flows there are, and how many of them are still known', () => {
  expect(allFlowsText(undefined)).toBe('0');
  expect(allFlowsText({ flowCount: 3000, flowIds: flowIdsTo(3000) })).toBe('3,000');
  expect(allFlowsText({ flowCount: 4_200_000, flowIds: flowIdsTo(131_072) })).toBe('131,072 kept of 4,200,000');
});
