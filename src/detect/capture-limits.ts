/** When a capture counts as lossy, and what its limits take away from the findings on what did not happen: the one place where they do. */
import type { FrameAt } from '../flow/direction.ts';
import type { CaptureFacts, CaptureLoss, Confidence } from './detector.ts';
import { atMost } from './evidence.ts';

type Limited = Pick<CaptureFacts, 'limits'>;

/** Share of the payload: where so much is missing, an answer that is not there may well have been given. */
const LOSSY_SHARE = 0.05;

/** So much of the payload is missing that the capture is limited by it. */
export function isLossy({ missing, captured }: CaptureLoss): boolean {
  return missing > 0 && missing >= LOSSY_SHARE * (missing + captured);
}

/** Packets are missing: an answer may have come, or a segment arrived, that is not in the capture. */
export function missesPackets({ limits }: Limited): boolean {
  return limits.has('lossy') || limits.has('dropped-by-kernel');
}

/** A direction is missing: who was never heard may have answered, so silence says nothing. */
export function missesDirection({ limits }: Limited): boolean {
  return limits.has('one-sided');
}

/** Share of all packets: where the recorder lost so many, it may have lost the answers to one flow as well, repeated or not. */
const SILENT_SHARE = 0.05;

/** By its own count the recorder lost so much that silence may be its doing. */
export function recorderMayBeSilent({ inputs, packets }: Pick<CaptureFacts, 'inputs' | 'packets'>): boolean {
  const lost = inputs.reduce((sum, { dropped = 0 }) => sum + dropped, 0);
  return lost > 0 && lost >= SILENT_SHARE * (lost + packets);
}

/** The recording machine's own kernel threw these packets away: they never left it. */
export function neverLeft({ inputs }: Pick<CaptureFacts, 'inputs'>, frames: readonly FrameAt[]): boolean {
  return frames.some(({ input, frame }) => inputs[input]?.kernelDrops?.frames.includes(frame) === true);
}

/** How sure a finding on a flow that broke off can be. What is proved by packets that are there stays proved. */
export function withinLimits(confidence: Confidence, capture: Limited): Confidence {
  if (confidence === 'conclusive') return confidence;
  return missesPackets(capture) || missesDirection(capture) ? atMost(confidence, 'moderate') : confidence;
}
