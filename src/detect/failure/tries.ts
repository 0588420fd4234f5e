/** How often somebody tried in vain and over which time, and for how long nothing came behind the last try. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { type FrameAt, ORIGINATOR } from '../../flow/direction.ts';
import { waited } from './first-failure.ts';

/** The first and eight more: so many SYNs of a flow are kept one by one. */
const MOST_SYNS = 9;

/** Both times are of one flow. */
export interface TriedInVain {
  readonly flow: FlowFacts;
  readonly tries: number;
  /** From the first try to the last; seconds. */
  readonly triedSeconds: number;
  /** From the last try to the end of watching, or to somebody's giving up; seconds. */
  readonly waitedSeconds: number;
}

/** Of the flow that was tried most often, and of those the one watched longest. `triesIn`: at least one, the first and the last among them. */
export function mostTries(
  flows: readonly FlowFacts[],
  triesIn: (flow: FlowFacts) => readonly FrameAt[],
  countOf = (flow: FlowFacts) => triesIn(flow).length,
): TriedInVain {
  const each = flows.map((flow) => {
    const tries = triesIn(flow);
    const last = tries[tries.length - 1].time;
    return {
      flow,
      tries: countOf(flow),
      triedSeconds: (last - tries[0].time) / 1e9,
      waitedSeconds: waited(flow, last) / 1e9,
    };
  });
  return each.reduce((most, one) => (exceeds(one, most) ? one : most));
}

function exceeds(one: TriedInVain, other: TriedInVain): boolean {
  if (one.tries !== other.tries) return one.tries > other.tries;
  return one.triedSeconds + one.waitedSeconds > other.triedSeconds + other.waitedSeconds;
}

/** SYNs of a flow whose originator has said nothing else. */
export function synCount({ tcp, packets }: FlowFacts): number {
  const { length } = tcp!.syns;
  return length < MOST_SYNS ? length : Math.max(length, packets[ORIGINATOR]);
}
