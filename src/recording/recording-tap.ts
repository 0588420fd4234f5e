/** All that is to hear the frames of an input beside the analysis, as one sink: a recording, a ring, both or none. */
import type { FrameSink } from '../capture/frame-sink.ts';
import type { FrameRing } from './frame-ring.ts';
import type { RecordedCounts } from './loss-counts.ts';
import type { Recorder } from './recorder.ts';

export interface Recordings {
  readonly recorder?: Recorder | undefined;
  readonly ring?: FrameRing | undefined;
}

/** `name` is that of the input's interface, where the capture does not tell it; `counts` are its engine's, and go on changing. */
export function recordingTap(
  { recorder, ring }: Recordings,
  input: number,
  name?: string,
  counts?: RecordedCounts,
): FrameSink {
  const [recorded, held] = [recorder?.sink(input, name, counts), ring?.sink(input, name)];
  return {
    frame(frame) {
      recorder?.frame(input, frame);
      ring?.frame(input, frame);
    },
    interface(description, index, section) {
      recorded?.interface?.(description, index, section);
      held?.interface?.(description, index, section);
    },
    process(process, index, section) {
      recorded?.process?.(process, index, section);
      held?.process?.(process, index, section);
    },
    statistics: (statistics, section) => recorded?.statistics?.(statistics, section),
  };
}
