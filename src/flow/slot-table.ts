/** Hash -> row, by open addressing with linear probing. Who looks up compares the row's own tuple: hashes collide. */
import type { Kernel } from './kernel.ts';
import { MAX_SLOTS, SLOTS } from './memory-map.ts';

const FIRST_SIZE = 4096;

export class SlotTable {
  /** Pairs of row + 1 (0: free) and hash. */
  readonly slots: Int32Array;
  /** Slots less one; a hash's first slot is `hash & mask`. */
  mask = FIRST_SIZE - 1;
  readonly #kernel: Kernel;
  #used = 0;

  constructor(buffer: ArrayBuffer, kernel: Kernel) {
    this.slots = new Int32Array(buffer, SLOTS, 2 * MAX_SLOTS);
    this.#kernel = kernel;
    kernel.setMask(this.mask);
  }

  add(row: number, hash: number): void {
    if (++this.#used * 2 > this.mask) this.#grow();
    this.#place(row + 1, hash);
  }

  /** The tuple of this hash now has another row. */
  replace(row: number, hash: number, fresh: number): void {
    this.slots[2 * this.#slotOf(row, hash)] = fresh + 1;
  }

  /** Linear probing's deletion: later entries of the run move back into the hole. Nothing happens when the row is not there. */
  remove(row: number, hash: number): void {
    let empty = this.#slotOf(row, hash);
    if (empty < 0) return;
    const { slots, mask } = this;
    for (let slot = (empty + 1) & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      const home = slots[2 * slot + 1] & mask;
      if (((slot - home) & mask) < ((slot - empty) & mask)) continue;
      slots[2 * empty] = slots[2 * slot];
      slots[2 * empty + 1] = slots[2 * slot + 1];
      empty = slot;
    }
    slots[2 * empty] = 0;
    this.#used--;
  }

  clear(): void {
    this.slots.fill(0, 0, 2 * (this.mask + 1));
  }

  #slotOf(row: number, hash: number): number {
    const { slots, mask } = this;
    for (let slot = hash & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] === row + 1) return slot;
    }
    return -1;
  }

  #place(entry: number, hash: number): void {
    const { slots, mask } = this;
    let slot = hash & mask;
    while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = entry;
    slots[2 * slot + 1] = hash;
  }

  #grow(): void {
    const old = this.slots.slice(0, 2 * (this.mask + 1));
    this.slots.fill(0, 0, old.length);
    this.mask = old.length - 1;
    this.#kernel.setMask(this.mask);
    for (let from = 0; from < old.length; from += 2) if (old[from] !== 0) this.#place(old[from], old[from + 1]);
  }
}
