/** Only one direction of many flows was captured: a missing answer means nothing. */
import type { Detector } from '../detector.ts';
import { draftOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const oneSided: Detector = {
  rule: 'capture/one-sided',
  open: () => ({
    flow: () => false,
    conclude({ limits, flows, oneSidedFlows }) {
      if (!limits.has('one-sided')) return [];
      const parameters = { flows, oneSided: oneSidedFlows } satisfies RuleParameters['capture/one-sided'];
      return [draftOf('capture/one-sided', 'capture', [], { confidence: 'conclusive', parameters })];
    },
  }),
};
