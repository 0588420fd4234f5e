/** What the rules on Apple's floor for management traffic share: which flows it is about, since when, and how they become findings. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOf, idsOf, type ServiceIds } from '../draft.ts';
import { atMost } from '../evidence.ts';
import { isAnsweredInBetween } from '../issuer/answered-in-between.ts';
import type { RuleParameters } from '../parameters.ts';
import { serverChain } from '../server-chain.ts';

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

/** `shortfallOf`: `undefined` where the flow keeps to the floor, or does not show it. */
export function floorDetector<R extends FloorRule>(
  rule: R,
  shortfallOf: (flow: FlowFacts) => Shortfall<R> | undefined,
): Detector {
  return { rule, open: (context) => new FloorSession(rule, shortfallOf, context) };
}

interface Short<R extends FloorRule> extends ServiceIds {
  readonly shortfall: Shortfall<R>;
  readonly certain: boolean;
}

class FloorSession<R extends FloorRule> implements DetectorSession {
  readonly #rule: R;
  readonly #shortfallOf: (flow: FlowFacts) => Shortfall<R> | undefined;
  readonly #table: CauseTable<Short<R>>;
  readonly #context: DetectorContext;

  constructor(rule: R, shortfallOf: (flow: FlowFacts) => Shortfall<R> | undefined, context: DetectorContext) {
    this.#rule = rule;
    this.#shortfallOf = shortfallOf;
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (!isManagement(flow)) return false;
    const shortfall = this.#shortfallOf(flow);
    if (shortfall === undefined || isBehindBox(flow)) return false;
    const { documents } = this.#context;
    const cause = causeOf(flow, documents, shortfall.discriminator);
    return this.#table.keep(cause, flow, [shortfall.at], {
      shortfall,
      certain: documents.isCertain(flow, flow.services[0]),
      services: idsOf(flow.services.filter(({ row }) => row.managementFloor === true)),
    });
  }

  conclude({ startedAt }: CaptureFacts): readonly FindingDraft[] {
    if (startedAt !== undefined && startedAt < FLOOR_SINCE) return [];
    return draftsOf(this.#rule, this.#table.causes(), (signs) => {
      const { confidence, parameters } = signs[0].detail.shortfall;
      const certain = signs.some(({ detail }) => detail.certain);
      return { confidence: certain ? confidence : atMost(confidence, 'moderate'), parameters };
    });
  }
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
