/** Signs of one cause -> the draft of a finding. */
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { Sign } from './cause-table.ts';
import type { Confidence, Exhibit, FindingDraft, ParameterValue } from './detector.ts';
import { MAX_PARAMETER_LIST, type RuleParameters } from './parameters.ts';
import type { Rule } from './rules.ts';

export interface Conclusion<R extends Rule> {
  readonly confidence: Confidence;
  readonly parameters: RuleParameters[R];
  /** Frames to cite beside those of the flows. */
  readonly frames?: readonly FrameAt[];
  readonly verdict?: FlowVerdict;
}

/** `exhibits` is not empty: its first names the services where `services` does not. */
export function draftOf<R extends Rule>(
  rule: R,
  cause: string,
  signs: readonly Sign<unknown>[],
  services: readonly string[],
  conclusion: Conclusion<R>,
): FindingDraft {
  const { parameters, ...about } = conclusion;
  return {
    rule,
    cause,
    ...about,
    parameters: parameters as unknown as Readonly<Record<string, ParameterValue>>,
    services,
    exhibits: exhibitsOf(signs),
    flows: signs.map((sign) => sign.id),
  };
}

export function exhibitsOf(signs: readonly Sign<unknown>[]): Exhibit[] {
  return signs.flatMap((sign) => sign.exhibit ?? []);
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
