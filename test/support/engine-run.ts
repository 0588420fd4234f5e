/** Frames -> the engine with everything built in -> what it knows at the end. No files, no clock. */
import { onTestFinished } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { BUILT_IN } from '../../src/engine/built-in.ts';
import type { InputReport } from '../../src/engine/contract.ts';
import { Engine, type EngineOptions } from '../../src/engine/engine.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import type { Probe } from '../../src/probe/probe.ts';

export interface CapturedFrame {
  readonly bytes: Uint8Array;
  /** ns since the first packet. */
  readonly time: number;
  readonly wireLength?: number;
  readonly linkType?: number;
  readonly input?: number;
}

export interface RunOptions extends Partial<EngineOptions> {
  /** Acts on the engine before the frame of this index, or at the end. */
  readonly before?: (engine: Engine, index: number) => void;
  readonly inputs?: readonly InputReport[];
  readonly detectors?: readonly Detector[];
  readonly open?: boolean;
}

/** 2026-11-20T09:00:00Z. */
export const CLOCK = { epoch: BigInt(Date.UTC(2026, 10, 20, 9)) * 1_000_000n, digits: 6 };

const catalogue = createCatalogue();

export const WHOLE_INPUT: InputReport = {
  path: 'a.pcapng',
  format: 'pcapng',
  compression: 'none',
  linkTypes: ['ETHERNET'],
  packets: 0,
  bytes: 0,
  complete: true,
  problems: [],
};

/** `open` leaves the capture unended. */
export function runEngine(frames: readonly CapturedFrame[], options: RunOptions = {}): Snapshot {
  const { before, inputs = [WHOLE_INPUT], open = false, ...rest } = options;
  const engine = new Engine({
    catalogue,
    probes: BUILT_IN.probes as readonly Probe[],
    detectors: BUILT_IN.detectors ?? [],
    rethrow: true,
    ...rest,
  });
  releaseAfterTest(engine);
  const frame = new Frame();
  const numbers = new Map<number, number>();
  for (const [index, { bytes, time, wireLength = bytes.length, linkType = 1, input = 0 }] of frames.entries()) {
    before?.(engine, index);
    const number = (numbers.get(input) ?? 0) + 1;
    numbers.set(input, number);
    engine.input(input);
    engine.frame(Object.assign(frame, { bytes, start: 0, end: bytes.length, wireLength, time, linkType, number }));
  }
  before?.(engine, frames.length);
  if (!open) engine.end();
  return engine.snapshot(inputs, CLOCK);
}

/** Its memory serves the next test: what is made anew each time makes V8 collect everybody's garbage. */
function releaseAfterTest(engine: Engine): void {
  try {
    onTestFinished(() => engine.release());
  } catch {
    // Called while the tests are described: what it gives outlives each of them.
  }
}
