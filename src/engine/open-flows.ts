/** Looks at flows that go on, so that a live capture says what is wrong while it is: each as if the capture ended now. */
import { RESPONDER } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { FIRST, FLAG, FLAGS, ID, LAST_TIME, PACKETS, ROW_EVENTS, ROW_NUMBERS, ROW_WORDS } from '../flow/row-layout.ts';

/** ns without a packet after which a flow is looked at: what is under way is not disturbed. */
const QUIET = 2e9;
/** ns after which one that is never quiet is looked at all the same. */
const BUSY = 30e9;

/** Flows looked at in one go: a thousand take 100 ms, for which no key is heard and no packet read. */
export const MAX_LOOKS = 100;

export class OpenFlows {
  readonly #table: FlowTable;
  readonly #look: (row: number) => void;
  /** ns of the latest look, by row. */
  readonly #looked: Float64Array;
  /** Row behind the one that was looked at last. */
  #next = 0;

  /** `look` judges the flow of a row. */
  constructor(table: FlowTable, look: (row: number) => void) {
    this.#table = table;
    this.#look = look;
    this.#looked = new Float64Array(table.capacity).fill(Number.NEGATIVE_INFINITY);
  }

  /** `now`: ns up to which the capture was watched. True where more are due: they are next. */
  review(now: number): boolean {
    const { words, count } = this.#table;
    const rows = Math.min(count, this.#looked.length);
    let looks = 0;
    for (let turn = 0, from = this.#next; turn < rows && looks < MAX_LOOKS; turn++) {
      const row = (from + turn) % rows;
      const at = row * ROW_WORDS;
      if (words[at + ID] === 0 || words[at + FLAGS] & (FLAG.settled | FLAG.released) || !this.#isDue(row, now))
        continue;
      this.#next = row + 1;
      looks++;
      this.#look(row);
      // Not before: whoever looks may settle the flow, and asks what was known of it until now.
      this.#looked[row] = now;
    }
    return looks === MAX_LOOKS;
  }

  /** It was looked at behind its last packet, and did what it was for. */
  isKnown(row: number): boolean {
    return this.#succeeded(row) && this.#looked[row] >= this.#table.numbers[row * ROW_NUMBERS + LAST_TIME];
  }

  /** Time goes on from anywhere: no look tells of what comes now. */
  forget(): void {
    this.#looked.fill(Number.NEGATIVE_INFINITY);
  }

  /** Silence tells more the longer it lasts, so it is looked at when it has doubled; of a flow that did what it was for, it tells nothing. */
  #isDue(row: number, now: number): boolean {
    const last = this.#latest(row);
    const looked = this.#looked[row];
    if (looked >= last) return !this.#succeeded(row) && now - last >= 2 * Math.max(QUIET, looked - last);
    if (now - last >= QUIET) return true;
    return now - Math.max(looked, this.#table.events[row * ROW_EVENTS + FIRST]) >= BUSY;
  }

  /** ns since when the flow is silent: whoever asks again and again, and is never answered, is met with silence all along. */
  #latest(row: number): number {
    const table = this.#table;
    if (table.words[row * ROW_WORDS + PACKETS + RESPONDER] === 0) return table.events[row * ROW_EVENTS + FIRST];
    return table.numbers[row * ROW_NUMBERS + LAST_TIME];
  }

  #succeeded(row: number): boolean {
    return (this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.succeeded) !== 0;
  }
}
