/** What the rules on Apple's floor for management traffic share: which flows it is about, since when, and how they become findings. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import type { Confidence, Detector } from '../detector.ts';
import { idsOf, type ServiceIds } from '../draft.ts';
import { isAnsweredInBetween } from '../issuer/answered-in-between.ts';
import type { RuleParameters } from '../parameters.ts';
import { serverChain } from '../server-chain.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';

/** The day of Apple 126655: a capture is judged by what held when it was taken. */
export const FLOOR_SINCE = '2026-04-21';

export type FloorRule = Extract<keyof RuleParameters, `tls-floor/${string}`>;

/** What falls short in one flow. */
export interface Shortfall<R extends FloorRule> {
  /** What tells it from another shortfall of the same server. */
  readonly discriminator: string;
  readonly at: FrameAt;
  readonly confidence: Confidence;
  readonly parameters: RuleParameters[R];
}

interface Short<R extends FloorRule> extends ServiceIds, Doubtful {
  readonly shortfall: Shortfall<R>;
}

/** `shortfallOf`: `undefined` where the flow keeps to the floor, or does not show it. */
export function floorDetector<R extends FloorRule>(
  rule: R,
  shortfallOf: (flow: FlowFacts) => Shortfall<R> | undefined,
): Detector {
  return causeDetector<R, Short<R>>({
    rule,
    look(flow, { documents }) {
      const shortfall = isManagement(flow) ? shortfallOf(flow) : undefined;
      if (shortfall === undefined || isBehindBox(flow)) return undefined;
      const detail = {
        shortfall,
        doubt: documents.doubtOf(flow, flow.services[0]),
        services: idsOf(flow.services.filter(({ row }) => row.managementFloor === true)),
      };
      return { cause: causeOf(flow, documents, shortfall.discriminator), frames: [shortfall.at], detail };
    },
    conclude(signs, _flow, _context, { startedAt }) {
      if (startedAt !== undefined && startedAt < FLOOR_SINCE) return undefined;
      const { confidence, parameters } = signs[0].detail.shortfall;
      const sureness = asSureAsService(
        confidence,
        signs.map(({ detail }) => detail),
      );
      return { ...sureness, parameters };
    },
  });
}

/** The row that fits best is held to the floor; SCEP, which asks over HTTP, is not. */
export function isManagement({ services: [service], observations }: FlowFacts): boolean {
  if (service?.row.managementFloor !== true) return false;
  return !observations.some((seen) => seen.kind === 'http-request' && seen.scep !== undefined);
}

/** What is agreed on with a box in the path says nothing of the server. */
function isBehindBox(flow: FlowFacts): boolean {
  const chain = serverChain(flow);
  return chain !== undefined && isAnsweredInBetween(flow, chain);
}
