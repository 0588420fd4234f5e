/** Failed attempts that nobody misses, because the same client got through beside them (RFC 8305). */
import type { Sign } from '../cause-table.ts';
import type { FirstFailure } from '../failure/first-failure.ts';
import type { Attempt, Successes } from '../survey/successes.ts';

/** A race is over when TCP answers: who fails later had won it. */
const BEFORE_HANDSHAKE: ReadonlySet<FirstFailure> = new Set([
  'syn-unanswered',
  'syn-reset',
  'icmp-prohibited',
  'icmp-unreachable',
  'return-path',
]);

/** A flow that worked until it was cut is no attempt that anybody raced. */
export const BEHIND_SUCCESS: ReadonlySet<FirstFailure> = new Set([
  'idle-killed',
  'reset-after-data',
  'later-data-lost',
]);
/** An answer in words is no race: a proxy that refuses one port of a host and opens another says which rule is missing. */
const IN_WORDS: ReadonlySet<FirstFailure> = new Set(['proxy-refused', 'proxy-authentication']);

export interface FailedRun extends Attempt {
  readonly failure: FirstFailure;
}

/** Those that failed beside a success of the same address, or of the client's other one. */
export function lostRaces<Detail extends FailedRun>(
  signs: readonly Sign<Detail>[],
  successes: Successes,
): ReadonlySet<Detail> {
  const lost = new Set<Detail>();
  const runs = new Map<string, Detail[]>();
  for (const { detail } of signs) {
    if (BEHIND_SUCCESS.has(detail.failure) || IN_WORDS.has(detail.failure)) continue;
    if (successes.raced(detail)) lost.add(detail);
    else if (BEFORE_HANDSHAKE.has(detail.failure)) {
      const key = `${detail.client} ${detail.host}`;
      const known = runs.get(key);
      if (known === undefined) runs.set(key, [detail]);
      else known.push(detail);
    }
  }
  for (const attempts of runs.values()) for (const detail of successes.outrun(attempts)) lost.add(detail);
  return lost;
}
