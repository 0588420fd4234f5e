import { expect, test } from 'vitest';
import { createRates } from '../../src/ui/rates.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { LIVE } from './live-progress.ts';
import { FINISHED } from './open-screen.ts';

const { capture } = sampleSnapshot();
const seen = (packets: number) => sampleSnapshot([], { capture: { ...capture, packets, bytes: 100 * packets } });

test('rates are those of the last five seconds', () => {
  let now = 1000;
  const withRates = createRates(() => now);
  const after = (ms: number, packets: number) => {
    now += ms;
    const { packetsPerSecond, bytesPerSecond } = withRates(seen(packets), LIVE);
    return [packetsPerSecond, bytesPerSecond];
  };
  expect(after(0, 500)).toEqual([LIVE.packetsPerSecond, LIVE.bytesPerSecond]);
  expect(after(1000, 1500)).toEqual([1000, 100_000]);
  expect(after(3000, 1500)).toEqual([250, 25_000]);
  for (let step = 0; step < 20; step++) after(250, 1500);
  expect(after(250, 1500)).toEqual([0, 0]);
});

test('keeps few samples, however often it is asked', () => {
  let now = 0;
  const withRates = createRates(() => now++);
  for (let step = 0; step < 1000; step++) withRates(seen(step), LIVE);
  expect(withRates(seen(1000), LIVE).packetsPerSecond).toBe(1000);
});

test('of what is read from a file, the program knows them', () => {
  expect(createRates()(seen(1), FINISHED)).toBe(FINISHED);
});
