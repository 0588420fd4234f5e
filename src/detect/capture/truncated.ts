/** Inputs that end early or are corrupt: what came behind the fault is missing. */
import type { CaptureInput, Detector } from '../detector.ts';
import { draftOf, listOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const truncated: Detector = {
  rule: 'capture/truncated',
  open: () => ({
    flow: () => false,
    conclude({ limits, inputs, lastTime }) {
      if (!limits.has('truncated')) return [];
      const frames = inputs.flatMap((input, index) =>
        isCut(input) ? faultsOf(input).map((frame) => ({ input: index, frame, time: lastTime })) : [],
      );
      const parameters = {
        inputs: listOf(inputs.filter(isCut).map(({ path }) => path)),
      } satisfies RuleParameters['capture/truncated'];
      return [draftOf('capture/truncated', 'capture', [], { confidence: 'conclusive', parameters, frames })];
    },
  }),
};

/** One that could not be opened at all has no place in it to name. */
function isCut({ complete, problems }: CaptureInput): boolean {
  return !complete && problems.some((problem) => !NEVER_READ.has(problem.code));
}

const NEVER_READ: ReadonlySet<string> = new Set(['unknown-format']);

/** Frames at the faults, the last of them within the input. */
function faultsOf({ problems }: CaptureInput): number[] {
  return problems.flatMap(({ frame }) => (frame === undefined ? [] : Math.max(1, frame - 1)));
}
