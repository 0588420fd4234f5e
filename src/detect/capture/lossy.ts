/** Packets are missing that the receivers got: the recording lost them, not the network. */
import { isLossy } from '../capture-limits.ts';
import type { Detector } from '../detector.ts';
import { draftOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const lossy: Detector = {
  rule: 'capture/lossy',
  open: () => ({
    flow: () => false,
    conclude({ loss }) {
      if (!isLossy(loss)) return [];
      const parameters = {
        share: loss.missing / (loss.missing + loss.captured),
        missingBytes: loss.missing,
        flows: loss.flows,
        holed: loss.holed,
      } satisfies RuleParameters['capture/lossy'];
      return [draftOf('capture/lossy', 'capture', [], { confidence: 'conclusive', parameters })];
    },
  }),
};
