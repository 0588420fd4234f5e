import { expect, test } from 'vitest';
import { rungsOf, rungsText, sinceText } from '../../src/ui/rungs.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const flow = { ...snapshotOfFlows(1).flow(1)!, firstTime: '2026-11-20T09:00:00.9Z' };
const step = (frame: number, time: string, name = 'syn') =>
  ({ name, from: 'originator', at: { input: 0, frame }, time, bytes: 0 }) as const;
const steps = [
  step(1, '2026-11-20T09:00:00.9Z'),
  step(2, '2026-11-20T09:00:01.900000250Z', 'syn-resent'),
  step(2, '2026-11-20T09:00:01.900000250Z', 'fin'),
];

test('each step has its time since the first packet and since the step before, to the nanosecond', () => {
  const times = rungsOf({ ...flow, steps }).map(({ since, delay }) => [since.toFixed(9), delay.toFixed(9)]);
  expect(times).toEqual([
    ['0.000000000', '0.000000000'],
    ['1.000000250', '1.000000250'],
    ['1.000000250', '0.000000000'],
  ]);
});

test('one of them says how the flow failed, by its name and frame', () => {
  const failedAt = { step: 'syn-resent', at: { input: 0, frame: 2 }, rule: 'blocked/syn-unanswered' };
  const failed = rungsOf({ ...flow, steps, failedAt }).map((rung) => rung.failed);
  expect(failed).toEqual([undefined, 'never answered', undefined]);
  expect(rungsText({ ...flow, steps, failedAt }, ({ frame }) => String(frame)).split('\n')[1]).toBe(
    '1.000000 s, originator: syn-resent, frame 2, never answered',
  );
});

test('long times are given in less detail', () => {
  expect([sinceText(0.0219654321), sinceText(1234.56)]).toEqual(['0.021965', '1234.6']);
});
