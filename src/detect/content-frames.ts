/** The frames that show what a flow speaks. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';

/** What was recognised first, else the first data of each side. */
export function contentFrames(flow: FlowFacts): FrameAt[] {
  const seen = flow.observations.slice(0, 2).map(({ at }) => at);
  if (seen.length > 0) return seen;
  const data = flow.tcp?.firstData ?? [];
  const first = [data[ORIGINATOR], data[RESPONDER]].flatMap((at) => at ?? []);
  return first.length > 0 ? first : [flow.first];
}
