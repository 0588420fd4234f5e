/** The common shape of a detector: what each flow shows by itself, and what the flows of one cause amount to. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { Sign } from './cause-table.ts';
import type { DetectorContext } from './context.ts';
import type { CaptureFacts, Detector } from './detector.ts';
import { type Conclusion, draftsOfEach, type ServiceIds } from './draft.ts';
import type { Rule } from './rules.ts';

/** One flow that shows a fault. */
export interface Sighting<Detail> {
  readonly cause: string;
  /** The frames that show it. */
  readonly frames: readonly FrameAt[];
  readonly detail: Detail;
}

export interface CauseRule<R extends Rule, Detail extends ServiceIds> {
  readonly rule: R;
  /** See `Detector`. */
  readonly hearsAll?: true;
  /** `undefined`: no fault. Later facts of a flow replace the earlier. */
  look(flow: FlowFacts, context: DetectorContext): Sighting<Detail> | undefined;
  /** Of one cause; `flow` is its first whose facts were kept. */
  conclude(
    signs: readonly Sign<Detail>[],
    flow: FlowFacts,
    context: DetectorContext,
    capture: CaptureFacts,
  ): Conclusion<R> | undefined;
}

export function causeDetector<R extends Rule, Detail extends ServiceIds>(about: CauseRule<R, Detail>): Detector {
  const { rule, hearsAll } = about;
  return {
    rule,
    ...(hearsAll ? { hearsAll } : {}),
    open(context) {
      const table = context.causes<Detail>();
      return {
        flow(flow) {
          table.drop(flow.id);
          const seen = about.look(flow, context);
          return seen !== undefined && table.keep(seen.cause, flow, seen.frames, seen.detail);
        },
        conclude: (capture) =>
          draftsOfEach(rule, table, (signs, flow) => about.conclude(signs, flow, context, capture)),
      };
    },
  };
}
