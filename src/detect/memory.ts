/**
 * Bounds of what detectors keep. Where one is reached, what was noted longest ago is forgotten, and the report says so:
 * `faults` are flows that show a fault and are no longer counted, `survey` is what other flows showed, against which faults are weighed.
 */
import type { Forgot } from '../bytes/generations.ts';

export type Memory = 'faults' | 'survey';

/** Told how many entries a full memory forgot. */
export type Overflow = Forgot;

/** The code in `capture.anomalies` (REPORT.md). */
export const OVERFLOW_CODE: Readonly<Record<Memory, string>> = {
  faults: 'faults-not-counted',
  survey: 'survey-incomplete',
};
