/** Hostile versions of a conversation: a probe must live through every one of them, whatever it tells. */
import { expect } from 'vitest';
import type { Direction } from '../../src/flow/direction.ts';
import type { AnyObservation, Probe } from '../../src/probe/probe.ts';
import { Random } from '../fuzz/random.ts';
import { mutations } from './mutations.ts';
import { type ScriptOptions, script } from './probe-script.ts';

/** What one side sends in one frame. */
export type Said = readonly [from: Direction, bytes: Uint8Array];

/** Damage at random that each conversation gets; `npm run fuzz` does a hundred thousand. */
const RANDOM_RUNS = 2000;
/** Bytes of one message of which each is changed; of the rest only prefixes are tried. */
const CHANGED = 512;

/**
 * Plays the conversation with each of its messages cut at every length and changed in every byte, then with random damage
 * from a fixed seed. Fails where the probe throws, or tells more than `most` observations.
 */
export function expectSurvival<Emitted extends AnyObservation>(
  probe: Probe<Emitted>,
  conversation: readonly Said[],
  most: number,
  options: ScriptOptions = {},
): void {
  for (const [index, [from, bytes]] of conversation.entries()) {
    for (const changed of mutations(bytes, CHANGED))
      play(probe, conversation.with(index, [from, changed]), most, options);
  }
  const random = new Random(1);
  for (let run = 0; run < RANDOM_RUNS; run++) play(probe, damaged(conversation, random), most, options);
}

function play<Emitted extends AnyObservation>(
  probe: Probe<Emitted>,
  conversation: readonly Said[],
  most: number,
  options: ScriptOptions,
): void {
  for (const recognise of [true, false]) {
    const played = script(probe, { ...options, recognise });
    for (const [from, bytes] of conversation) played[from === 0 ? 'originator' : 'responder'](bytes);
    const { observations } = played.replay();
    if (observations.length > most) expect.fail(`${observations.length} observations`);
  }
}

function damaged(conversation: readonly Said[], random: Random): Said[] {
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
