/** What numbers of a flow's row stand for: where its packets were, and its ports. Their places are in `row-layout.ts`. */
import type { FrameAt } from './direction.ts';
import { PLACES, PORTS, ROW_WORDS } from './row-layout.ts';

/** Frame and input in one double: exact for 2^33 frames and 2^20 inputs. */
export function placeOf(input: number, frame: number): number {
  return frame * PLACES + input;
}

/** The frame of a time and a place. */
export function frameAt(time: number, place: number): FrameAt {
  const frame = Math.floor(place / PLACES);
  return { input: place - frame * PLACES, frame, time };
}

/** Ports of a row, from its `words`: originator's and responder's. */
export function portsOf(words: Int32Array, row: number): readonly [number, number] {
  const ports = words[row * ROW_WORDS + PORTS];
  return [ports >>> 16, ports & 0xffff];
}
