/**
 * Bounds of what detectors keep. Where one is reached, what was noted longest ago is forgotten, and the report says so:
 * `faults` are flows that show a fault and are no longer counted, `survey` is what other flows showed, against which faults are weighed.
 */
import type { Forgot } from '../bytes/generations.ts';

export type Memory = 'faults' | 'survey';

/** Told how many entries a full memory forgot. */
export type Overflow = Forgot;

/**
 * What a bound is while the capture goes on: half. What a fault is weighed against is what others did at about its time, and two generations are held
 * of everything: 10,000 clients at least, and 20,000 at most. At 2,500 flows a second from ever new addresses all of it took 60 MB.
 */
export function bounded(most: number, live: boolean): number {
  return live ? most / 2 : most;
}

/** The code in `capture.anomalies` (REPORT.md). */
export const OVERFLOW_CODE: Readonly<Record<Memory, string>> = {
  faults: 'faults-not-counted',
  survey: 'survey-incomplete',
};
