/** Hostile versions of a sample: decoders must return on every one of them, whatever they return. */

/** Every prefix, then every one of the first `limit` bytes with its lowest and its highest bit turned, and set to 0 and to 255. */
export function* mutations(sample: Uint8Array, limit = sample.length): Generator<Uint8Array> {
  for (let length = 0; length < sample.length; length++) yield sample.slice(0, length);
  for (let at = 0; at < Math.min(limit, sample.length); at++) {
    for (const value of [sample[at] ^ 1, sample[at] ^ 0x80, 0, 255]) {
      const changed = sample.slice();
      changed[at] = value;
      yield changed;
    }
  }
}
