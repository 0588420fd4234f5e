/** Hostile versions of a conversation: a probe must live through every one of them, whatever it tells. */
import { expect } from 'vitest';
import type { AnyObservation, Probe } from '../../src/probe/probe.ts';
import { damaged, type Said } from '../fuzz/damage.ts';
import { Random } from '../fuzz/random.ts';
import { mutations } from './mutations.ts';
import { type ScriptOptions, script } from './probe-script.ts';

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
