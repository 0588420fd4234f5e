/** A frame as the report names it: by input and number, as its time is written apart or not at all. */
import type { FrameAt } from '../flow/direction.ts';

export function atOf({ input, frame }: FrameAt): { input: number; frame: number } {
  return { input, frame };
}
