/** A map, and a map of sets, that are bounded: they forget what was noted longest ago, as `Generations` do. */
import type { Forgot } from './generations.ts';

export class RecentMap<Key, Value extends {}> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  readonly #most: number;
  readonly #forgot: Forgot;

  /** Remembers the latest `most` entries, and at most twice as many. */
  constructor(most: number, forgot: Forgot = () => {}) {
    this.#most = most;
    this.#forgot = forgot;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: Key): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  has(key: Key): boolean {
    return this.#young.has(key) || this.#old.has(key);
  }

  /** As `get`, and the entry counts as noted now. */
  note(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined || this.#old.size === 0) return young;
    const value = this.#old.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#old.delete(key);
    if (this.#young.size >= this.#most && !this.#young.has(key)) {
      if (this.#old.size > 0) this.#forgot(this.#old.size);
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: Key): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}

/** Sets of few values, as lists: a set of one would take five times as much. */
export class RecentSets<Key, Value> {
  readonly #sets: RecentMap<Key, readonly Value[]>;
  readonly #mostOfEach: number;

  /** The latest `most` sets, of the latest `mostOfEach` values; what a single set forgets is not told. */
  constructor(most: number, mostOfEach: number, forgot?: Forgot) {
    this.#sets = new RecentMap(most, forgot);
    this.#mostOfEach = mostOfEach;
  }

  add(key: Key, value: Value): void {
    const known = this.#sets.note(key) ?? [];
    const values = withRecent(known, value, this.#mostOfEach);
    if (values !== known) this.#sets.set(key, values);
  }

  has(key: Key, value: Value): boolean {
    return this.#sets.get(key)?.includes(value) === true;
  }

  /** Empty where nothing is known. */
  of(key: Key): Value[] {
    return [...(this.#sets.get(key) ?? [])];
  }
}

/** A short list with a value, once: where it holds `most`, the first of it makes room. The same list where it has the value. */
export function withRecent<Value>(values: readonly Value[], value: Value, most: number): readonly Value[] {
  if (values.includes(value)) return values;
  // Not by `push`, which would make room for sixteen more.
  return values.length < most ? [...values, value] : [...values.slice(1), value];
}
