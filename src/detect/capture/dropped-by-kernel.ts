/** Packets that the recording machine dropped: its recorder before they were written, or its kernel after that (macOS). */
import type { FrameAt } from '../../flow/direction.ts';
import type { CaptureFacts, Detector } from '../detector.ts';
import { draftOf, listOf } from '../draft.ts';
import { MAX_PARAMETER_LIST, type RuleParameters } from '../parameters.ts';

export const droppedByKernel: Detector = {
  rule: 'capture/dropped-by-kernel',
  open: () => ({
    flow: () => false,
    conclude(capture) {
      if (!capture.limits.has('dropped-by-kernel')) return [];
      const conclusion = {
        confidence: 'conclusive',
        parameters: parametersOf(capture),
        frames: framesOf(capture),
      } as const;
      return [draftOf('capture/dropped-by-kernel', 'capture', [], conclusion)];
    },
  }),
};

function parametersOf({ inputs, packets }: CaptureFacts): RuleParameters['capture/dropped-by-kernel'] {
  const losing = inputs.filter(({ dropped = 0 }) => dropped > 0);
  const refusing = inputs.flatMap(({ kernelDrops }) => kernelDrops ?? []);
  return {
    packets,
    lost: losing.reduce((sum, { dropped = 0 }) => sum + dropped, 0),
    inputs: losing.slice(0, MAX_PARAMETER_LIST).map(({ path }) => path),
    lostOf: losing.slice(0, MAX_PARAMETER_LIST).map(({ dropped = 0 }) => dropped),
    refused: refusing.reduce((sum, drops) => sum + drops.packets, 0),
    places: listOf(refusing.flatMap(({ places }) => places)),
  };
}

/** Only packets that are in a file have a frame. */
function framesOf({ inputs, lastTime }: CaptureFacts): FrameAt[] {
  return inputs.flatMap(({ kernelDrops }, input) =>
    (kernelDrops?.frames ?? []).map((frame) => ({ input, frame, time: lastTime })),
  );
}
