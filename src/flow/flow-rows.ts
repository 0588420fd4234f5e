/** The rows of the flow table: numbers of flows in typed arrays; freed rows are used again. */

import type { FrameAt } from './direction.ts';
import { frameAt } from './flow-row.ts';
import { createKernel, type Kernel, recycleKernel } from './kernel.ts';
import { EVENTS, HISTORY, MAX_FLOWS, MAX_ROWS, WORDS } from './memory-map.ts';
import {
  HISTORY_LENGTH,
  ID,
  LAST_PLACE,
  LAST_TIME,
  type ORIGINATOR_ADDRESS,
  type RESPONDER_ADDRESS,
  ROW_EVENTS,
  ROW_NUMBERS,
  ROW_WORDS,
} from './row-layout.ts';

export class FlowRows {
  readonly words: Int32Array;
  readonly numbers: Float64Array;
  readonly events: Float64Array;
  readonly history: Uint8Array;
  readonly buffer: ArrayBuffer;
  readonly kernel: Kernel;
  /** Time (ns) and place of the packet at hand: fields, because a double that is passed on is allocated each time. */
  time = 0;
  place = 0;
  /** Time (ns) and place of the flow's packet before it. */
  previousTime = 0;
  previousPlace = 0;
  /** Rows in use. Rows are numbered by first packet; evicted ones are reused under a new id. */
  count = 0;
  /** Flows ever seen; the id of the newest. */
  lastId = 0;
  /** Flows that the table holds before it is full. */
  readonly capacity: number;
  readonly #free: number[] = [];

  constructor(capacity = MAX_FLOWS) {
    this.capacity = Math.min(capacity, MAX_FLOWS);
    const { buffer, kernel } = createKernel();
    this.buffer = buffer;
    this.kernel = kernel;
    this.words = new Int32Array(buffer, WORDS, MAX_ROWS * ROW_WORDS);
    this.numbers = new Float64Array(buffer, WORDS, MAX_ROWS * ROW_NUMBERS);
    this.events = new Float64Array(buffer, EVENTS, MAX_ROWS * ROW_EVENTS);
    this.history = new Uint8Array(buffer, HISTORY, MAX_ROWS * HISTORY_LENGTH);
  }

  /** No row can be added without freeing one. */
  get full(): boolean {
    return this.count >= this.capacity && this.#free.length === 0;
  }

  /** Appends a history letter, as a character code; letters past `HISTORY_LENGTH` are dropped. */
  note(row: number, letter: number): void {
    const history = this.history;
    const start = row * HISTORY_LENGTH;
    for (let at = start; at < start + HISTORY_LENGTH; at++) {
      if (history[at] !== 0) continue;
      history[at] = letter;
      return;
    }
  }

  historyText(row: number): string {
    let text = '';
    for (let at = row * HISTORY_LENGTH; at < (row + 1) * HISTORY_LENGTH && this.history[at] !== 0; at++) {
      text += String.fromCharCode(this.history[at]);
    }
    return text;
  }

  /** Dates an event with the packet at hand. */
  mark(row: number, event: number): void {
    const at = row * ROW_EVENTS + event;
    this.events[at] = this.time;
    this.events[at + 1] = this.place;
  }

  /** An event's frame, or undefined when it did not happen. */
  event(row: number, event: number): FrameAt | undefined {
    const at = row * ROW_EVENTS + event;
    return this.events[at + 1] === 0 ? undefined : frameAt(this.events[at], this.events[at + 1]);
  }

  /** The packet at hand. */
  at(): FrameAt {
    return frameAt(this.time, this.place);
  }

  /** The flow's packet before the one at hand. */
  previous(): FrameAt {
    return frameAt(this.previousTime, this.previousPlace);
  }

  last(row: number): FrameAt {
    const at = row * ROW_NUMBERS;
    return frameAt(this.numbers[at + LAST_TIME], this.numbers[at + LAST_PLACE]);
  }

  /** The 16 bytes of an address (IPv4 mapped), copied. */
  address(row: number, word: typeof ORIGINATOR_ADDRESS | typeof RESPONDER_ADDRESS): Uint8Array {
    const bytes = new Uint8Array(16);
    const at = row * ROW_WORDS + word;
    for (let index = 0; index < 16; index++) bytes[index] = this.words[at + (index >> 2)] >>> (24 - 8 * (index & 3));
    return bytes;
  }

  /** Gives the memory back for another table. Nothing of this one may be read from then on. */
  release(): void {
    const { buffer, kernel, count } = this;
    this.words.fill(0, 0, count * ROW_WORDS);
    this.events.fill(0, 0, count * ROW_EVENTS);
    this.history.fill(0, 0, count * HISTORY_LENGTH);
    recycleKernel({ buffer, kernel });
  }

  /** An empty row under the next id. */
  protected addRow(): number {
    let row = this.#free.pop();
    if (row === undefined) {
      row = this.count++;
      if (row >= MAX_ROWS) throw new RangeError(`more than ${MAX_ROWS} flows in use`);
    } else {
      this.words.fill(0, row * ROW_WORDS, (row + 1) * ROW_WORDS);
      this.events.fill(0, row * ROW_EVENTS, (row + 1) * ROW_EVENTS);
      this.history.fill(0, row * HISTORY_LENGTH, (row + 1) * HISTORY_LENGTH);
    }
    this.words[row * ROW_WORDS + ID] = ++this.lastId;
    return row;
  }

  /** For reuse: whatever is kept of it elsewhere must be gone. */
  protected freeRow(row: number): void {
    this.words[row * ROW_WORDS + ID] = 0;
    this.#free.push(row);
  }
}
