/** Damaged versions of a conversation between two sides. */
import type { Direction } from '../../src/flow/direction.ts';
import type { Random } from './random.ts';

/** What one side sends in one frame. */
export type Said = readonly [from: Direction, bytes: Uint8Array];

/** One to three messages are cut, changed, grown, or said by the other side. */
export function damaged(conversation: readonly Said[], random: Random): Said[] {
  const said = [...conversation];
  for (let count = 1 + random.below(3); count > 0; count--) {
    const index = random.below(said.length);
    const [from, bytes] = said[index];
    said[index] = random.below(16) === 0 ? [from === 0 ? 1 : 0, bytes] : [from, random.pick(DAMAGES)(bytes, random)];
  }
  return said;
}

const DAMAGES: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.slice(random.below(bytes.length + 1)),
  (bytes, random) => bytes.map((byte) => (random.below(24) === 0 ? random.below(256) : byte)),
  (bytes, random) => bytes.slice().fill(random.pick([0, 0x7f, 0x80, 0xff]), random.below(bytes.length + 1)),
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    const more = Uint8Array.from({ length: random.below(64) }, () => random.below(256));
    return Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)]);
  },
];
