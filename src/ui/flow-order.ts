/** Which flows the table shows and in which order: those that match the filter, sorted, worked out in steps. */
import type { FlowIds, Snapshot } from '../engine/snapshot.ts';
import { isForgotten } from './columns.ts';
import type { Items } from './cursor.ts';
import { countText } from './figures.ts';
import { compileQuery } from './query/compile.ts';
import { mergeSort, type Sort, sortKey } from './sort.ts';

export interface FlowOrder extends Items<number> {
  /** The filter that it answers. */
  readonly filter: string;
  /** What is wrong with it, in words; the rest of it is answered. */
  readonly mistake?: string | undefined;
}

export interface OrderQuery {
  readonly filter: string;
  readonly sort: Sort;
}

/** No flow yet. */
export const NO_FLOWS: FlowOrder = { filter: '', length: 0, at: () => 0, indexOf: () => -1 };

/** All flows as they came: no work and no memory, however many. */
export function arrivalOrder(ids: FlowIds, reversed: boolean): FlowOrder {
  const { length } = ids;
  const turned = (index: number) => (reversed ? length - 1 - index : index);
  return {
    filter: '',
    length,
    at: (index) => ids.at(turned(index)),
    indexOf: (id) => {
      const index = ids.indexOf(id);
      return index < 0 ? -1 : turned(index);
    },
    near: (id) => turned(Math.min(placeOf(id, ids), length - 1)),
  };
}

/** Index of the first flow that did not come before this one. */
function placeOf(id: number, ids: FlowIds): number {
  let from = 0;
  for (let to = ids.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (ids.at(middle) < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** `3,000`; of a long capture that goes on, how many are still known: `131,072 kept of 4,200,000`. */
export function allFlowsText(snapshot: Pick<Snapshot, 'flowCount' | 'flowIds'> | undefined): string {
  if (snapshot === undefined) return '0';
  const { flowCount, flowIds } = snapshot;
  const kept = countText(flowIds.length);
  return flowIds.length === flowCount ? kept : `${kept} kept of ${countText(flowCount)}`;
}

/** Rows read between two yields: about a millisecond. */
const STRIDE = 512;

/** Yields its progress from 0 to 1. Rows are read through the snapshot while the engine goes on: a later order mends what changed. */
export function* orderFlows(snapshot: Snapshot, { filter, sort }: OrderQuery): Generator<number, FlowOrder> {
  const { matches, mistake } = compileQuery(filter, snapshot);
  if (filter === '' && sort.by === 'arrival') return arrivalOrder(snapshot.flowIds, sort.reversed);
  const { flowIds } = snapshot;
  const key = sortKey(sort.by);
  const keys: (number | string)[] = [];
  const ids = new Uint32Array(flowIds.length);
  for (let index = 0; index < flowIds.length; index++) {
    const row = snapshot.row(flowIds.at(index));
    if (!isForgotten(row) && (matches === undefined || matches(row))) ids[keys.push(key.of(row)) - 1] = row.id;
    if (index % STRIDE === STRIDE - 1) yield (index / flowIds.length) * READING_SHARE;
  }
  const places = Uint32Array.from(keys, (_, place) => place);
  const sorting = mergeSort(places, comparison(keys, sort.reversed));
  let step = sorting.next();
  for (; !step.done; step = sorting.next()) yield READING_SHARE + step.value * (1 - READING_SHARE);
  return {
    ...idOrder(
      step.value.map((place) => ids[place]),
      filter,
    ),
    mistake,
  };
}

/** Measured at 100 000 flows: reading rows takes about two thirds of the time. */
const READING_SHARE = 0.66;

function comparison(keys: readonly (number | string)[], reversed: boolean): (a: number, b: number) => number {
  const sign = reversed ? -1 : 1;
  return (a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : 0);
}

function idOrder(ids: Uint32Array, filter: string): FlowOrder {
  return { filter, length: ids.length, at: (index) => ids[index], indexOf: (id) => ids.indexOf(id) };
}
