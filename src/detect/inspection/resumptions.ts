/** Who answered a client for a host: a session that is resumed shows no certificate, and goes on with whoever answered first. */
import { RecentMap } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { bounded, type Overflow } from '../memory.ts';

/** Pairs of client and host remembered. */
export const MAX_PAIRS = 10_000;

export class Resumptions<Answered extends {}> {
  readonly #met: RecentMap<string, Answered>;

  constructor(overflow: Overflow, live = false) {
    this.#met = new RecentMap(bounded(MAX_PAIRS, live), overflow);
  }

  /** The latest of a pair holds. `undefined`: the host itself, or somebody who is nothing to the rule. */
  remember(flow: FlowFacts, answered: Answered | undefined): void {
    const pair = pairOf(flow);
    if (answered === undefined) this.#met.delete(pair);
    else this.#met.set(pair, answered);
  }

  /** What was remembered of the pair, if the flow resumes a session. */
  of(flow: FlowFacts): Answered | undefined {
    if (this.#met.size === 0 || !flow.observations.some((seen) => seen.kind === 'tls-established' && seen.resumed))
      return undefined;
    return this.#met.get(pairOf(flow));
  }
}

function pairOf(flow: FlowFacts): string {
  return `${flow.originator.address} ${flow.serverName ?? flow.responder.address}`;
}
