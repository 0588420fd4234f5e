/** Flows that were under way when the capture began: nothing is said of their handshakes. */
import type { Detector } from '../detector.ts';
import { draftOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const midStream: Detector = {
  rule: 'capture/mid-stream',
  open: () => ({
    flow: () => false,
    conclude({ limits, flows, midStreamFlows }) {
      if (!limits.has('mid-stream')) return [];
      const parameters = { flows, midStream: midStreamFlows } satisfies RuleParameters['capture/mid-stream'];
      return [draftOf('capture/mid-stream', 'capture', [], { confidence: 'conclusive', parameters })];
    },
  }),
};
