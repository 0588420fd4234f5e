/**
 * Bounds of what detectors keep. Where one is reached, a flow is judged without what could no longer be kept, and the report says so:
 * `faults` are flows that show a fault and are not counted, `survey` is what other flows showed, against which faults are weighed.
 */
import type { FrameAt } from '../flow/direction.ts';

export type Memory = 'faults' | 'survey';

/** Told of the first frame of each flow that a full memory could not take. */
export type Overflow = (at: FrameAt) => void;

/** The code in `capture.anomalies` (REPORT.md). */
export const OVERFLOW_CODE: Readonly<Record<Memory, string>> = {
  faults: 'faults-not-counted',
  survey: 'survey-incomplete',
};
