/** Packets that the recorder cut: what stood behind the cut is not known. */
import type { Detector } from '../detector.ts';
import { draftOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const snaplenCut: Detector = {
  rule: 'capture/snaplen-cut',
  open: () => ({
    flow: () => false,
    conclude({ limits, packets, cutPackets, cutTo }) {
      if (!limits.has('snaplen-cut')) return [];
      const parameters = { packets, cut: cutPackets, cutTo } satisfies RuleParameters['capture/snaplen-cut'];
      return [draftOf('capture/snaplen-cut', 'capture', [], { confidence: 'conclusive', parameters })];
    },
  }),
};
