/** The orders of the flow table, and a sort that can be done in slices. */
import type { FlowRow } from '../engine/snapshot.ts';
import { rankOf, VERDICT_LOOKS } from './theme.ts';

/** What a flow is ordered by; small first, unless reversed. Ties keep the order of arrival. */
export interface SortKey {
  readonly name: string;
  /** In the title of the flow table. */
  readonly title: string;
  /** One kind for all rows. */
  of(row: FlowRow): number | string;
}

const VERDICT_RANK = rankOf(VERDICT_LOOKS);

/** In the order in which `s` steps through them. */
export const SORT_KEYS = [
  { name: 'worst', title: 'worst first', of: (row) => VERDICT_RANK[row.verdict] },
  { name: 'arrival', title: 'by arrival', of: (row) => row.id },
  { name: 'last', title: 'last seen first', of: (row) => -row.lastTime },
  { name: 'server', title: 'by server', of: (row) => row.serverName ?? row.responderAddress },
  { name: 'client', title: 'by client', of: (row) => row.originatorAddress },
  { name: 'service', title: 'by service', of: (row) => row.services[0] ?? '\uffff' },
  { name: 'protocol', title: 'by protocol', of: (row) => row.protocol },
  { name: 'bytes', title: 'most bytes first', of: (row) => -row.bytes },
  { name: 'packets', title: 'most packets first', of: (row) => -row.packets },
] as const satisfies readonly SortKey[];

export type SortName = (typeof SORT_KEYS)[number]['name'];

export interface Sort {
  readonly by: SortName;
  readonly reversed: boolean;
}

export function sortKey(name: SortName): SortKey {
  return SORT_KEYS.find((key) => key.name === name)!;
}

/** The key after this one. */
export function nextSort(name: SortName): SortName {
  const at = SORT_KEYS.findIndex((key) => key.name === name);
  return SORT_KEYS[(at + 1) % SORT_KEYS.length].name;
}

/** Comparisons between two yields: under a millisecond. */
const STRIDE = 4096;

/** Sorts `ids` (stable, bottom-up merge), yielding its progress. `Array.prototype.sort` of 100 000 would hold up keys for 60 ms. */
export function* mergeSort(
  ids: Uint32Array,
  compare: (a: number, b: number) => number,
): Generator<number, Uint32Array> {
  const total = ids.length * Math.max(1, Math.ceil(Math.log2(ids.length)));
  let from: Uint32Array = ids;
  let to: Uint32Array = new Uint32Array(ids.length);
  let steps = 0;
  for (let run = 1; run < ids.length; run *= 2) {
    for (let start = 0; start < ids.length; start += 2 * run) {
      const middle = Math.min(start + run, ids.length);
      const end = Math.min(start + 2 * run, ids.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const takeLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
        to[at] = takeLeft ? from[left++] : from[right++];
        if (++steps % STRIDE === 0) yield steps / total;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
