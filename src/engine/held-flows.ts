/** Which flows the table holds, and in which rows. */
import type { FlowTable } from '../flow/flow-table.ts';
import { ID, ROW_WORDS } from '../flow/row-layout.ts';
import type { FlowIds } from './snapshot.ts';

export interface HeldFlows {
  readonly ids: FlowIds;
  /** -1 for a flow that is not held. */
  rowOf(id: number): number;
}

/** As long as nothing was evicted, row n holds flow n + 1, and nothing need be kept. */
export function heldFlows({ words, count, lastId }: FlowTable): HeldFlows {
  if (lastId === count) {
    const ids: FlowIds = {
      length: count,
      at: (index) => index + 1,
      indexOf: (id) => (id >= 1 && id <= count ? id - 1 : -1),
    };
    const rowOf = (id: number) => (words[(id - 1) * ROW_WORDS + ID] === id ? ids.indexOf(id) : -1);
    return { ids, rowOf };
  }
  return sortedFlows(words, count);
}

function sortedFlows(words: Int32Array, count: number): HeldFlows {
  // An id and its row in one number sort together without a comparison: 2^17 flows in 10 ms.
  const pairs = new Float64Array(count);
  let held = 0;
  for (let row = 0; row < count; row++) {
    const id = words[row * ROW_WORDS + ID];
    if (id !== 0) pairs[held++] = id * ROWS + row;
  }
  const sorted = pairs.subarray(0, held).sort();
  const idAt = (index: number) => Math.floor(sorted[index] / ROWS);
  const indexOf = (id: number) => {
    let from = 0;
    for (let to = held; from < to; ) {
      const middle = (from + to) >> 1;
      if (idAt(middle) < id) from = middle + 1;
      else to = middle;
    }
    return from < held && idAt(from) === id ? from : -1;
  };
  const rowOf = (id: number) => {
    const index = indexOf(id);
    const row = index < 0 ? -1 : sorted[index] % ROWS;
    // The engine may have gone on since, and given the row to another.
    return row >= 0 && words[row * ROW_WORDS + ID] === id ? row : -1;
  };
  return { ids: { length: held, at: idAt, indexOf }, rowOf };
}

/** More than the rows of any table. */
const ROWS = 2 ** 21;
