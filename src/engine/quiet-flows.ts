/** Bounds what a capture that goes on holds of flows that stay open: of those that are quiet, some are judged early. */
import type { FlowTable } from '../flow/flow-table.ts';
import { FLAG, FLAGS, ID, LAST_TIME, ROW_NUMBERS, ROW_WORDS } from '../flow/row-layout.ts';

/** Flows whose payload is followed: 4 to 5 KB each, of TLS. */
export const MAX_FOLLOWED = 8192;
/** ns for which a flow must have been quiet. Where packets are dropped in masses, ends are missed, and 1000 flows a second stay open. */
const QUIET = 10e9;
/** The part of the bound that is made free in one go, as all rows are looked through for it. */
const SHARE = 8;

/**
 * Rows to be judged early when `followed` flows are more than the bound; none otherwise. Those that work go first, and of them those that fell quiet
 * last: those that are quiet for longer may soon show who forgets quiet flows, and of a fault that meets them all some thousands tell enough.
 * `isFollowed`: by row; `now`: ns.
 */
export function surplus(
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
    if (table.words[at + ID] === 0 || flags & FLAG.settled) continue;
    if (now - last(row) >= QUIET && isFollowed(row)) quiet.push(row);
  }
  const excess = followed - MAX_FOLLOWED + MAX_FOLLOWED / SHARE;
  const works = (row: number) => table.words[row * ROW_WORDS + FLAGS] & FLAG.succeeded;
  return quiet.sort((one, other) => works(other) - works(one) || last(other) - last(one)).slice(0, excess);
}
