/** The hash of a 5-tuple: the same in both directions, and seeded, so that no capture can aim all its flows at one slot. */

/** `source` and `destination` are an IPv4 address as a word, or an IPv6 address folded; `ports` is source << 16 | destination. */
export function tupleHash(seed: number, source: number, destination: number, ports: number, kind: number): number {
  const one = Math.imul(source ^ seed, 0x9e3779b1) ^ Math.imul((ports >>> 16) + seed, 0x85ebca77);
  const other = Math.imul(destination ^ seed, 0x9e3779b1) ^ Math.imul((ports & 0xffff) + seed, 0x85ebca77);
  return mix(mix(one) + mix(other) + kind);
}

/** Four bytes, big-endian, as a signed number. */
export function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}

/** All 128 bits of an IPv6 address in 32: flows that differ in the prefix alone must not meet in one slot. */
export function fold(bytes: Uint8Array, at: number): number {
  let folded = 0;
  for (let offset = 0; offset < 16; offset += 4) folded = Math.imul(folded ^ word(bytes, at + offset), 0x9e3779b1);
  return folded;
}

function mix(value: number): number {
  let hash = value ^ (value >>> 15);
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  return hash ^ (hash >>> 15);
}
