/** The detectors. A further rule is one file, one line in `rules.ts`, and one line here. */
import type { Detector } from './detector.ts';

export const DETECTORS: readonly Detector[] = [];
