/** How much comes in a second, of a live capture: over the last seconds, as people look at it, not as packets come in bursts. */
import type { Snapshot } from '../engine/snapshot.ts';
import type { Progress } from './progress.ts';

/** ms that a rate is taken over. */
const WINDOW = 5000;
/** Snapshots come four times a second. */
const MAX_SAMPLES = 64;

interface Sample {
  readonly at: number;
  readonly packets: number;
  readonly bytes: number;
}

/** One for each program: gives the progress of a live capture its rates, once there are two snapshots to compare. `now` is in ms. */
export function createRates(now = () => performance.now()) {
  const samples: Sample[] = [];
  return ({ capture: { packets, bytes } }: Snapshot, progress: Progress): Progress => {
    if (progress.live === undefined) return progress;
    const at = now();
    while (samples.length > 1 && (samples[1].at <= at - WINDOW || samples.length >= MAX_SAMPLES)) samples.shift();
    samples.push({ at, packets, bytes });
    const [first] = samples;
    const seconds = (at - first.at) / 1000;
    if (seconds <= 0) return progress;
    const rate = (amount: number) => amount / seconds;
    return { ...progress, packetsPerSecond: rate(packets - first.packets), bytesPerSecond: rate(bytes - first.bytes) };
  };
}
