/** A budget for keys over 100,000 flows: the time from a key to the frame that shows it. Printed, and held to a generous bound. */
import { expect, test } from 'vitest';
import { orderFlows } from '../../src/ui/flow-order.ts';
import { openScreen } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

/** ms; measured 30 on two busy cores. */
const KEY_BUDGET = 250;
const KEYS = 30;
/** Longer than Ink waits between two frames, so that no key waits for its turn. */
const PAUSE = 120;
/** What is too slow is so every time; a machine that does something else is once. */
const TRIES = { retry: 2 };

function quantile(times: number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];
}

const p95 = (times: number[]): number => quantile(times, 0.95);

test('a key is answered at once with 100,000 flows', TRIES, async () => {
  const { terminal, ui, until, press } = openScreen(160, 50, snapshotOfFlows(100_000));
  await until(/Verdict.*\n.*blocked/);
  await press('3', '▸✖');
  const times: number[] = [];
  const sizes: number[] = [];
  for (let count = 0; count < KEYS; count++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const before = terminal.written.length;
    const began = performance.now();
    terminal.type(count % 3 === 0 ? '\x1b[6~' : 'j');
    while (terminal.written.length === before) await new Promise(setImmediate);
    times.push(performance.now() - began);
    sizes.push(terminal.written[before].length);
  }
  console.log(`key to frame, 100,000 flows: p95 ${p95(times).toFixed(1)} ms, ${p95(sizes)} characters a frame`);
  expect(p95(times)).toBeLessThan(KEY_BUDGET);
  ui.stop();
});

test('a key is answered while 100,000 flows are sorted and filtered', TRIES, async () => {
  const { terminal, ui, until, press } = openScreen(160, 50, snapshotOfFlows(100_000));
  await until(/Verdict.*\n.*blocked/);
  await press('3ss', 'last seen first');
  await press('/', '/▏');
  const letters = 'couri';
  const shown: number[] = [];
  for (let count = 1; count <= letters.length; count++) {
    const began = performance.now();
    await press(letters[count - 1], `/${letters.slice(0, count)}▏`);
    shown.push(performance.now() - began);
  }
  const began = performance.now();
  await until(/of 100,000 · last seen first .*▾/);
  const median = quantile(shown, 0.5);
  console.log(
    `a letter of the filter: shown after ${median.toFixed(1)} ms, all through ${(performance.now() - began).toFixed(0)} ms later`,
  );
  // One alone may meet a pause of the machine.
  expect(median).toBeLessThan(KEY_BUDGET);
  expect(terminal.frame()).toContain('100,000');
  ui.stop();
});

/** ms; measured 2, the longest 12 on idle cores. A slice (8 ms) ends with the step that reaches it. */
const STEP_BUDGET = 50;

test('a filter over 1,000,000 flows goes in steps between which keys get through', TRIES, () => {
  const work = orderFlows(snapshotOfFlows(1_000_000), {
    filter: 'verdict:blocked host:*.push.apple.com,acme port:443,5223 -process:zoom',
    sort: { by: 'server', reversed: false },
  });
  const steps: number[] = [];
  const began = performance.now();
  for (let done = false; !done; ) {
    const before = performance.now();
    done = work.next().done === true;
    steps.push(performance.now() - before);
  }
  const longest = Math.max(...steps).toFixed(1);
  console.log(
    `filter over 1,000,000 flows: ${(performance.now() - began).toFixed(0)} ms in ${steps.length} steps, p99 ${quantile(steps, 0.99).toFixed(1)} ms, longest ${longest} ms`,
  );
  expect(quantile(steps, 0.99)).toBeLessThan(STEP_BUDGET);
});
