/** Packets that were captured and then thrown away by the recording machine's own kernel, as Apple's pcapng tells packet by packet. */
import type { Frame } from './frame.ts';

/** Frames and places that are named; the rest is counted. */
export const MAX_DROPPED_FRAMES = 64;
export const MAX_DROP_PLACES = 16;

export class KernelDrops {
  packets = 0;
  /** The first, ascending. */
  readonly frames: number[] = [];
  /** Where in the kernel, such as `tcp_input:1412`; the reason's number where no function is told. */
  readonly places = new Set<string>();

  /** `frame` has a drop reason. */
  add({ number, dropReason, dropFunction, dropLine }: Frame): void {
    this.packets++;
    if (this.frames.length < MAX_DROPPED_FRAMES) this.frames.push(number);
    if (this.places.size < MAX_DROP_PLACES) this.places.add(placeOf(dropReason, dropFunction, dropLine));
  }
}

function placeOf(reason: number, name: string | undefined, line: number): string {
  if (!name) return `reason 0x${reason.toString(16)}`;
  return line < 0 ? name : `${name}:${line}`;
}
