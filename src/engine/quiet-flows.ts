/** Bounds what a capture that goes on holds of flows that stay open: those that are quiet for longest are judged early. */
import type { FlowTable } from '../flow/flow-table.ts';
import { FLAG, FLAGS, ID, LAST_TIME, ROW_NUMBERS, ROW_WORDS } from '../flow/row-layout.ts';

/** Flows whose payload is followed: 4 to 5 KB each, of TLS. */
export const MAX_FOLLOWED = 16_384;
/** ns for which a flow that works must have been quiet. */
const QUIET = 60e9;
/** The part of the bound that is made free in one go, as all rows are looked through for it. */
const SHARE = 8;

/**
 * Rows to be judged early when `followed` flows are more than the bound; none otherwise. They did what they were for, and are those whose
 * latest packet is oldest: what still can go wrong with them is the least. `isFollowed`: by row; `now`: ns.
 */
export function quietest(
  table: FlowTable,
  followed: number,
  isFollowed: (row: number) => boolean,
  now: number,
): readonly number[] {
  if (followed <= MAX_FOLLOWED) return [];
  const last = (row: number) => table.numbers[row * ROW_NUMBERS + LAST_TIME];
  const quiet: number[] = [];
  for (let row = 0; row < table.count; row++) {
    const at = row * ROW_WORDS;
    const flags = table.words[at + FLAGS];
    if (table.words[at + ID] === 0 || flags & FLAG.settled || !(flags & FLAG.succeeded)) continue;
    if (now - last(row) >= QUIET && isFollowed(row)) quiet.push(row);
  }
  const excess = followed - MAX_FOLLOWED + MAX_FOLLOWED / SHARE;
  return quiet.sort((one, other) => last(one) - last(other)).slice(0, excess);
}
