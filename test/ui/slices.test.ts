import { expect, test } from 'vitest';
import { runInSlices, SLICE_BUDGET } from '../../src/ui/slices.ts';

function* busy(steps: number): Generator<number, string> {
  for (let step = 1; step <= steps; step++) {
    for (const end = performance.now() + 1; performance.now() < end; ); // a millisecond of work
    yield step / steps;
  }
  return 'done';
}

test('lets the event loop turn between slices, and tells how far it is', async () => {
  let turns = 0;
  const turning = setInterval(() => turns++, 1);
  const shares: number[] = [];
  const result = await new Promise<string>((done) =>
    runInSlices(busy(40), { progress: (share) => shares.push(share), done }),
  );
  clearInterval(turning);
  expect(result).toBe('done');
  expect(shares.length).toBeGreaterThanOrEqual(Math.floor(40 / (2 * SLICE_BUDGET)));
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(turns).toBeGreaterThan(0);
});

test('stops when told to', async () => {
  let ended = false;
  const stop = runInSlices(busy(3), { progress() {}, done: () => (ended = true) });
  stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ended).toBe(false);
});
