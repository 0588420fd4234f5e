/** How sure a finding can be where no flow of it tells for certain which service was meant, and why that is so. */
import type { Confidence, ServiceDoubt } from './detector.ts';
import { atMost } from './evidence.ts';

/** One flow of a finding: undefined where the service is certain. */
export interface Doubtful {
  readonly doubt: ServiceDoubt | undefined;
}

/** One flow that tells is enough for all. The doubt comes with it where it bears: what is weak for other reasons would be so without it. */
export function asSureAsService(
  confidence: Confidence,
  flows: readonly Doubtful[],
): { readonly confidence: Confidence; readonly doubt?: ServiceDoubt } {
  const doubt = flows.some((flow) => flow.doubt === undefined) ? undefined : flows[0]?.doubt;
  if (doubt === undefined) return { confidence };
  const capped = atMost(confidence, 'moderate');
  return capped === 'moderate' ? { confidence: capped, doubt } : { confidence: capped };
}
