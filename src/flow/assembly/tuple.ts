/** Finds flows by their 5-tuple in the slots of the hash table (`../slot-table.ts` fills them). */
import { SLOT_BYTES, SLOTS } from '../memory-map.ts';
import { FLAGS, IPV4, KIND, PORTS, RESPONDER_ADDRESS } from '../row-layout.ts';
import { rowAt, word } from './row.ts';

let seed: u64 = 0;
let mask: i32 = 0;

/** Call this before anything else. */
export function setSeed(value: i32): void {
  seed = <u64>(<u32>value) * 0xd1342543de82ef95;
}

/** Slots less one; a hash's first slot is `hash & mask`. */
export function setMask(value: i32): void {
  mask = value;
}

@inline
function mix(value: u64): u64 {
  const product = (value ^ seed) * 0x9e3779b97f4a7c15;
  return product ^ (product >> 29);
}

/**
 * The hash of a 5-tuple: the same in both directions, and seeded, so that no capture can aim all its flows at one slot. `source` and
 * `destination` are an IPv4 address as a word, or an IPv6 address folded; `ports` is source << 16 | destination.
 */
@inline
export function tupleHash(source: i32, destination: i32, ports: i32, kind: i32): i32 {
  const one = ((<u64>(<u32>source)) << 16) | (<u64>((<u32>ports) >> 16));
  const other = ((<u64>(<u32>destination)) << 16) | (<u64>((<u32>ports) & 0xffff));
  const sum = (mix(one) + mix(other) + <u64>kind) * 0xbf58476d1ce4e5b9;
  return <i32>(sum >> 32);
}

/** The 128 bits of an IPv6 address, given as big-endian words, in 32: seeded too, and flows that differ in one word alone do not meet. */
export function foldAddress(first: i32, second: i32, third: i32, fourth: i32): i32 {
  const prefix = mix(((<u64>(<u32>first)) << 32) | <u64>(<u32>second));
  const whole = mix(prefix ^ (((<u64>(<u32>third)) << 32) | <u64>(<u32>fourth)));
  return <i32>(whole >> 32);
}

/**
 * The row of an IPv4 flow << 1 | direction of the packet, or -1. Addresses are big-endian words, `ports` is source << 16 |
 * destination.
 */
@inline
export function findIpv4(source: i32, destination: i32, ports: i32, kind: i32): i32 {
  const hash = tupleHash(source, destination, ports, kind);
  let slot = hash & mask;
  while (true) {
    const entry = <usize>(SLOTS + slot * SLOT_BYTES);
    const index = load<i32>(entry) - 1;
    if (index < 0) return -1;
    slot = (slot + 1) & mask;
    if (load<i32>(entry, 4) !== hash) continue;
    const row = rowAt(index);
    // 0 when the packet goes the originator's way, else 1, and no branch: which way a packet goes cannot be predicted.
    const differs = (word(row, IPV4) ^ source) | (word(row, PORTS) ^ ports);
    const direction = (differs | -differs) >>> 31;
    const turn = direction << 4;
    const same =
      (word(row, IPV4 + RESPONDER_ADDRESS * direction) ^ source) |
      (word(row, IPV4 + RESPONDER_ADDRESS * (1 - direction)) ^ destination) |
      (word(row, PORTS) ^ ((ports >>> turn) | (ports << turn))) |
      ((word(row, FLAGS) & KIND) ^ kind);
    if (same === 0) return (index << 1) | direction;
  }
}
