/** The frames of a recorded case, and captures made of them. */
import { readFileSync } from 'node:fs';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { type FrameBytes, pcapFile } from '../support/capture-bytes.ts';

export interface RecordedFrame {
  readonly bytes: Uint8Array;
  /** ns since the first. */
  readonly time: number;
  readonly wireLength: number;
  readonly linkType: number;
}

export interface Recording {
  readonly frames: readonly RecordedFrame[];
  /** Of time 0. */
  readonly base: TimeBase;
}

/** Of an uncompressed pcap or pcapng file. */
export function readRecording(path: string): Recording {
  const frames: RecordedFrame[] = [];
  const base = new TimeBase();
  const reader = new CaptureReader(
    {
      frame({ bytes, start, end, time, wireLength, linkType }) {
        frames.push({ bytes: new Uint8Array(bytes.subarray(start, end)), time, wireLength, linkType });
      },
    },
    base,
  );
  const bytes = readFileSync(path);
  reader.push(bytes, 0, bytes.length);
  reader.end();
  return { frames, base };
}

/** A nanosecond pcap; all frames are of the first one's link type. */
export function captureOf({ frames, base }: Recording): Uint8Array {
  const records = frames.map(({ bytes, time, wireLength }): FrameBytes => {
    const nanoseconds = base.nanoseconds + time;
    const carry = Math.floor(nanoseconds / 1e9);
    return { bytes, seconds: base.seconds + carry, nanoseconds: nanoseconds - carry * 1e9, wireLength };
  });
  return pcapFile(records, { nano: true, linkType: frames[0]?.linkType ?? 1 });
}
