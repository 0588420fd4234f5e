/** Signs of one cause -> the draft of a finding. */
import type { EndpointMatch } from '../catalogue/match.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { CauseTable, Sign } from './cause-table.ts';
import type { Confidence, FindingDraft, ParameterValue, ServiceDoubt, Severity } from './detector.ts';
import { MAX_PARAMETER_LIST, type RuleParameters } from './parameters.ts';
import type { Rule } from './rules.ts';

/** What every sign tells: ids of catalogue rows. */
export interface ServiceIds {
  readonly services: readonly string[];
}

export interface Conclusion<R extends Rule> {
  readonly confidence: Confidence;
  /** See `FindingDraft`. */
  readonly doubt?: ServiceDoubt;
  readonly parameters: RuleParameters[R];
  /** Frames to cite beside those of the flows. */
  readonly frames?: readonly FrameAt[];
  readonly verdict?: FlowVerdict;
  /** Only where it differs from the rule's default. */
  readonly severity?: Severity;
}

/** The services are those of all flows. */
export function draftOf<R extends Rule>(
  rule: R,
  cause: string,
  signs: readonly Sign<ServiceIds>[],
  conclusion: Conclusion<R>,
): FindingDraft {
  const { parameters, ...about } = conclusion;
  return {
    rule,
    cause,
    ...about,
    parameters: parameters as unknown as Readonly<Record<string, ParameterValue>>,
    services: [...new Set(signs.flatMap(({ detail }) => detail.services))],
    exhibits: signs.flatMap((sign) => sign.exhibit ?? []),
    flows: signs.map((sign) => sign.id),
    ...(signs.length === 0 ? {} : { lastTime: signs.reduce((latest, { last }) => Math.max(latest, last), 0) }),
  };
}

/** A draft for each cause of which `conclude` says something, given its first flow whose facts were kept. */
export function draftsOf<R extends Rule, Detail extends ServiceIds>(
  rule: R,
  causes: Iterable<readonly [cause: string, signs: readonly Sign<Detail>[]]>,
  conclude: (signs: readonly Sign<Detail>[], flow: FlowFacts) => Conclusion<R> | undefined,
): FindingDraft[] {
  return [...causes].flatMap(([cause, signs]) => draftBy(rule, cause, signs, conclude) ?? []);
}

/**
 * The same of the causes of a table, which are weighed by themselves: each in its turn while the capture goes on. `telling`: those of the
 * signs that count, by what else was seen.
 */
export function draftsOfEach<R extends Rule, Detail extends ServiceIds>(
  rule: R,
  table: CauseTable<Detail>,
  conclude: (signs: readonly Sign<Detail>[], flow: FlowFacts) => Conclusion<R> | undefined,
  telling: (signs: readonly Sign<Detail>[]) => readonly Sign<Detail>[] = (signs) => signs,
): FindingDraft[] {
  return table.drafts((cause, signs) => draftBy(rule, cause, telling(signs), conclude));
}

function draftBy<R extends Rule, Detail extends ServiceIds>(
  rule: R,
  cause: string,
  signs: readonly Sign<Detail>[],
  conclude: (signs: readonly Sign<Detail>[], flow: FlowFacts) => Conclusion<R> | undefined,
): FindingDraft | undefined {
  const flow = firstExhibit(signs);
  const conclusion = flow === undefined ? undefined : conclude(signs, flow);
  return conclusion && draftOf(rule, cause, signs, conclusion);
}

/** Facts of the first flow of a cause that was kept with them. */
export function firstExhibit(signs: readonly Sign<unknown>[]): FlowFacts | undefined {
  return signs.find((sign) => sign.exhibit !== undefined)?.exhibit?.flow;
}

/** Ids of the catalogue rows of these matches. */
export function idsOf(services: readonly EndpointMatch[]): string[] {
  return services.map((match) => match.row.id);
}

/** Distinct values in order, as many as a parameter holds. */
export function listOf<Value extends string | number>(values: Iterable<Value>): Value[] {
  const distinct = new Set<Value>();
  for (const value of values) {
    if (distinct.size >= MAX_PARAMETER_LIST) break;
    distinct.add(value);
  }
  return [...distinct];
}
