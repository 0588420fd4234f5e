/** Packets are missing that the receivers got: the recording lost them, not the network. */
import type { CaptureLoss, Detector } from '../detector.ts';
import { draftOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

/** Share of the payload: where so much is missing, an answer that is not there may well have been given. */
const LOSSY_SHARE = 0.05;

/** So much of the payload is missing that the capture is limited by it. */
export function isLossy({ missing, captured }: CaptureLoss): boolean {
  return missing > 0 && missing >= LOSSY_SHARE * (missing + captured);
}

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
