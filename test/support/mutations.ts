/** What hostile bytes look like, made from a good sample: for "must return, not throw". */

/** Every proper prefix, then every copy with one byte changed: each bit of it, and all of them. */
export function* mutations(sample: Uint8Array): Generator<Uint8Array> {
  for (let length = 0; length < sample.length; length++) yield sample.slice(0, length);
  for (let at = 0; at < sample.length; at++) {
    for (const mask of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
      const copy = sample.slice();
      copy[at] ^= mask;
      yield copy;
    }
  }
}
