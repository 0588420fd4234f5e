/** Frames with times -> the bytes of a capture file. */
import { pcapFile } from './capture-bytes.ts';
import type { TimedFrame } from './tcp-flow.ts';

/** 2026-11-20T09:00:00Z. */
const START = Date.UTC(2026, 10, 20, 9) / 1000;

/** A nanosecond pcap, Ethernet. */
export function captured(frames: readonly Pick<TimedFrame, 'bytes' | 'time'>[]): Uint8Array {
  return pcapFile(
    frames.map(({ bytes, time }) => ({ bytes, seconds: START + Math.floor(time / 1e9), nanoseconds: time % 1e9 })),
    { nano: true },
  );
}
