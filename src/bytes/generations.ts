/**
 * Two generations of a memory that is bounded: what is noted goes into the young one. When that is full it becomes the old one, and the
 * old one is forgotten: so the latest `most` entries are always remembered, and at most twice as many. To keep all entries
 * in the order in which they were noted would cost a deletion a note; this costs a look into a second map at most.
 */

/** Told how many entries were forgotten, never of none. */
export type Forgot = (entries: number) => void;

/** Of structures of any kind, whose entries the user counts. */
export class Generations<Memory> {
  young: Memory;
  old: Memory;
  readonly #fresh: () => Memory;
  readonly #most: number;
  readonly #forgot: Forgot;
  #youngEntries = 0;
  #oldEntries = 0;

  constructor(fresh: () => Memory, most: number, forgot: Forgot) {
    this.young = fresh();
    this.old = fresh();
    this.#fresh = fresh;
    this.#most = most;
    this.#forgot = forgot;
  }

  /** Makes room for entries that are put into `young` next. */
  grow(entries = 1): void {
    if (this.#youngEntries >= this.#most) {
      if (this.#oldEntries > 0) this.#forgot(this.#oldEntries);
      this.old = this.young;
      this.#oldEntries = this.#youngEntries;
      this.young = this.#fresh();
      this.#youngEntries = 0;
    }
    this.#youngEntries += entries;
  }

  /** An entry was taken out of `old`. */
  shrinkOld(): void {
    this.#oldEntries--;
  }
}
