/** Parts of a 5-tuple as the words that its hash takes. */

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
