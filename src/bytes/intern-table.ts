/**
 * One value for equal bytes: a capture holds 200 000 hellos and certificates but few distinct ones, so what is decoded
 * from them is looked up by content and shared.
 *
 * Two generations bound it: when the young one is full it becomes the old one and the old one is forgotten, so that
 * what is asked for stays and a flood of unique content costs `2 * limit` entries at most.
 */
export class InternTable<Value> {
  readonly #limit: number;
  #young = new Map<number, Entry<Value>>();
  #old = new Map<number, Entry<Value>>();
  #entries = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value kept for the bytes `start`…`end`, if they were added and are not forgotten. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): Value | undefined {
    const young = match(this.#young.get(hash), bytes, start, end);
    if (young !== undefined) return young.value;
    const old = match(this.#old.get(hash), bytes, start, end);
    if (old !== undefined) this.#insert(hash, old.key, old.value);
    return old?.value;
  }

  /** Keeps `value` for `key`, which from now on belongs to the table. */
  add(key: Uint8Array, hash: number, value: Value): void {
    this.#insert(hash, key, value);
  }

  #insert(hash: number, key: Uint8Array, value: Value): void {
    if (this.#entries === this.#limit) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#entries = 0;
    }
    this.#young.set(hash, { key, value, next: this.#young.get(hash) });
    this.#entries++;
  }
}

interface Entry<Value> {
  readonly key: Uint8Array;
  readonly value: Value;
  readonly next: Entry<Value> | undefined;
}

/** How many keys of one hash are compared: hostile bytes can collide at will, and a chain must not be walked for ever. */
const MAX_CHAIN = 8;

function match<Value>(
  first: Entry<Value> | undefined,
  bytes: Uint8Array,
  start: number,
  end: number,
): Entry<Value> | undefined {
  let entry = first;
  for (let step = 0; entry !== undefined && step < MAX_CHAIN; step++, entry = entry.next) {
    if (sameBytes(entry.key, bytes, start, end)) return entry;
  }
  return undefined;
}

function sameBytes(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  const { length } = key;
  let index = 0;
  // Four at a time: a hello or a certificate is mostly the same to its end.
  for (; index + 3 < length; index += 4) {
    const at = start + index;
    const one = (key[index] ^ bytes[at]) | (key[index + 1] ^ bytes[at + 1]);
    const other = (key[index + 2] ^ bytes[at + 2]) | (key[index + 3] ^ bytes[at + 3]);
    if ((one | other) !== 0) return false;
  }
  for (; index < length; index++) if (key[index] !== bytes[start + index]) return false;
  return true;
}

/** A 32-bit hash (FNV-1a) of the bytes `start`…`end`. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash;
}
