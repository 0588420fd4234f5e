/** A flow whose evidence is looked for, and its frames as a reader gives them. */
import { Frame } from '../../src/capture/frame.ts';
import type { WriteFrame } from '../../src/evidence/waiting-frames.ts';
import type { WantedFlow } from '../../src/evidence/wanted.ts';
import type { TimedFrame } from './tcp-flow.ts';

export const CLIENT = { bytes: Uint8Array.of(10, 0, 0, 1), address: '10.0.0.1', port: 50_000 };
export const SERVER = { bytes: Uint8Array.of(17, 57, 144, 22), address: '17.57.144.22', port: 443 };

/** The one of `tcpFlow()`, unless told otherwise. */
export function wantedFlow(members: Partial<WantedFlow> = {}): WantedFlow {
  const ends = { originator: CLIENT, responder: SERVER };
  return { transport: 'tcp', ...ends, firstTime: 0, lastTime: 1e12, findings: ['F1'], ...members };
}

/** Ethernet frames, numbered from 1. */
export function framesOf(timed: readonly Pick<TimedFrame, 'bytes' | 'time'>[]): Frame[] {
  return timed.map(({ bytes, time }, index) => {
    const members = {
      bytes,
      start: 0,
      end: bytes.length,
      wireLength: bytes.length,
      time,
      number: index + 1,
      linkType: 1,
    };
    return Object.assign(new Frame(), members);
  });
}

/** Keeps the numbers of the frames that were written, with the findings that they are context of. */
export function writtenFrames() {
  const numbers: number[] = [];
  const findings: (readonly string[])[] = [];
  const write: WriteFrame = (_, frame, ids) => {
    numbers.push(frame.number);
    findings.push(ids);
  };
  return { numbers, findings, write };
}
