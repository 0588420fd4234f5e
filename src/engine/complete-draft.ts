/** A draft of a detector, completed by what its rule says of itself: severity and words. */
import type { Detector, FindingDraft, Severity } from '../detect/detector.ts';
import { RULES, type Rule } from '../detect/rules.ts';
import type { OwnWording } from '../detect/words.ts';

export interface CompleteDraft extends FindingDraft {
  readonly severity: Severity;
  /** Where a plug-in brought the rule. */
  readonly wording: OwnWording | undefined;
}

/** Throws on a draft that does not keep to the shape: the detector is then out, as with any error of its own. */
export function completeDraft(detector: Detector, draft: FindingDraft): CompleteDraft {
  if (draft.rule !== detector.rule) throw new TypeError(`${detector.rule} made a finding of ${draft.rule}`);
  return {
    ...draft,
    flows: [...draft.flows],
    services: [...draft.services],
    exhibits: draft.exhibits.map(({ flow, frames }) => ({ flow, frames: [...frames] })),
    severity: draft.severity ?? detector.severity ?? RULES[detector.rule as Rule],
    wording: detector.wording,
  };
}
