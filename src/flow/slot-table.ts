/** Hash -> row, by open addressing with linear probing. Who looks up compares the row's own tuple: hashes collide. */

const FIRST_SIZE = 4096;

export class SlotTable {
  /** Pairs of row + 1 (0: free) and hash. */
  slots = new Int32Array(2 * FIRST_SIZE);
  /** Slots less one; a hash's first slot is `hash & mask`. */
  mask = FIRST_SIZE - 1;
  #used = 0;

  add(row: number, hash: number): void {
    if (++this.#used * 2 > this.mask) this.#grow();
    place(this.slots, this.mask, row + 1, hash);
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

  #slotOf(row: number, hash: number): number {
    const { slots, mask } = this;
    for (let slot = hash & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      if (slots[2 * slot] === row + 1) return slot;
    }
    return -1;
  }

  #grow(): void {
    const old = this.slots;
    const slots = new Int32Array(2 * old.length);
    const mask = old.length - 1;
    for (let from = 0; from < old.length; from += 2) if (old[from] !== 0) place(slots, mask, old[from], old[from + 1]);
    this.slots = slots;
    this.mask = mask;
  }
}

function place(slots: Int32Array, mask: number, entry: number, hash: number): void {
  let slot = hash & mask;
  while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
  slots[2 * slot] = entry;
  slots[2 * slot + 1] = hash;
}
