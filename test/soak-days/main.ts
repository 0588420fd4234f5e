/**
 * `npm run soak:days`: the engine of a live capture over simulated days, without files and without a clock. Prints a line a day (a quarter
 * of one with `--quarters`): what it holds, what it has forgotten, the time of the longest snapshot, and the heap behind a collection. With
 * `--outage N` everything documented is blocked on day N. Fails when the heap of the last day is a tenth above that of the day `--warm`.
 */
import { parseArgs } from 'node:util';
import { Frame } from '../../src/capture/frame.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { BUILT_IN } from '../../src/engine/built-in.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { Traffic } from './traffic.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '7' },
    'flows-a-day': { type: 'string', default: '300000' },
    /** Simulated seconds from one look at the clock to the next, and from one snapshot to the next. */
    tick: { type: 'string', default: '1' },
    snapshot: { type: 'string', default: '60' },
    outage: { type: 'string', default: '0' },
    warm: { type: 'string', default: '1' },
    lines: { type: 'string', default: '1' },
    'retain-all': { type: 'boolean' },
  },
});
const SECOND = 1e9;
const DAY = 86_400;
const days = Number(values.days);
const tick = Number(values.tick);
const every = Number(values.snapshot);
const outage = Number(values.outage);
const perDay = Number(values.lines);
/** Of documented flows: one in some thousands is blocked all the time. */
const BLOCKED = 0.0005;

if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc');
const engine = new Engine({
  catalogue: createCatalogue(),
  probes: BUILT_IN.probes as readonly Probe[],
  detectors: BUILT_IN.detectors ?? [],
  live: true,
  retainAll: values['retain-all'] ?? false,
  rethrow: true,
});
const clock = { epoch: BigInt(Date.UTC(2026, 10, 20)) * 1_000_000n, digits: 9 };
const frame = new Frame();
const traffic = new Traffic();
const heaps: number[] = [];
let [frames, slowest, advancing] = [0, 0, 0];

function timed<Result>(work: () => Result): { result: Result; took: number } {
  const from = performance.now();
  const result = work();
  return { result, took: performance.now() - from };
}

function feed(second: number): void {
  const day = Math.floor(second / DAY) + 1;
  const flows =
    ((second + 1) * Number(values['flows-a-day'])) / DAY - Math.floor((second * Number(values['flows-a-day'])) / DAY);
  for (const { bytes, time } of traffic.second(second, Math.floor(flows), day === outage ? 1 : BLOCKED)) {
    frames++;
    const { length } = bytes;
    engine.frame(
      Object.assign(frame, { bytes, start: 0, end: length, wireLength: length, time, linkType: 1, number: frames }),
    );
  }
}

function tell(day: number, snapshot: Snapshot): void {
  globalThis.gc!();
  const heap = process.memoryUsage().heapUsed / 1e6;
  heaps.push(heap);
  const states = new Map<string, number>();
  for (const { state, severity } of snapshot.findings)
    states.set(`${state} ${severity}`, (states.get(`${state} ${severity}`) ?? 0) + 1);
  const anomalies = snapshot.capture.anomalies.map(({ code, count }) => `${code} ${count}`);
  console.log(
    [
      `day ${day.toFixed(2)}: heap ${heap.toFixed(1)} MB, rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
      `${frames} frames, ${snapshot.flowCount} flows, ${snapshot.flowIds.length} held`,
      `slowest snapshot ${slowest.toFixed(0)} ms, slowest tick ${advancing.toFixed(0)} ms`,
      `findings: ${[...states].map(([state, count]) => `${count} ${state}`).join(', ') || 'none'}`,
      `anomalies: ${anomalies.join(', ') || 'none'}`,
    ].join('; '),
  );
  [slowest, advancing] = [0, 0];
}

for (let second = 0; second < days * DAY; second++) {
  feed(second);
  if (second % tick === 0) advancing = Math.max(advancing, timed(() => engine.advance((second + 1) * SECOND)).took);
  if ((second + 1) % every !== 0) continue;
  const { result, took } = timed(() => engine.snapshot([], clock));
  slowest = Math.max(slowest, took);
  if ((second + 1) % (DAY / perDay) === 0) tell((second + 1) / DAY, result);
}
const [warm, last] = [heaps[Number(values.warm) * perDay - 1], heaps.at(-1)!];
console.log(`heap after day ${values.warm}: ${warm.toFixed(1)} MB, at the end: ${last.toFixed(1)} MB`);
if (last > warm * 1.1) process.exitCode = 1;
