import { expect, test } from 'vitest';
import type { CaptureLimit } from '../../src/classify/vocabulary.ts';
import {
  isLossy,
  missesDirection,
  missesPackets,
  neverLeft,
  recorderMayBeSilent,
  withinLimits,
} from '../../src/detect/capture-limits.ts';
import type { CaptureInput } from '../../src/detect/detector.ts';

const capture = (...limits: CaptureLimit[]) => ({ limits: new Set(limits) });

const loss = (missing: number, captured: number) => ({ missing, captured, flows: 9, holed: 2 });

test('a twentieth of what arrived makes a capture lossy', () => {
  expect([loss(0, 0), loss(0, 100), loss(4, 96), loss(5, 95)].map(isLossy)).toEqual([false, false, false, true]);
});

test('packets are missing where the recording lost them, a direction where one side was captured', () => {
  expect((['lossy', 'dropped-by-kernel', 'one-sided'] as const).map((limit) => missesPackets(capture(limit)))).toEqual([
    true,
    true,
    false,
  ]);
  expect([missesDirection(capture('one-sided')), missesDirection(capture('lossy'))]).toEqual([true, false]);
});

test.each<[string, CaptureLimit[], string]>([
  ['nothing', [], 'strong'],
  ['what has no bearing on silence', ['mid-stream', 'truncated', 'snaplen-cut'], 'strong'],
  ['packets that were lost', ['lossy'], 'moderate'],
  ['packets that were dropped', ['dropped-by-kernel'], 'moderate'],
  ['a direction that was not captured', ['one-sided'], 'moderate'],
])('%s leaves a strong finding', (_, limits, confidence) => {
  expect(withinLimits('strong', capture(...limits))).toBe(confidence);
});

test('what is proved stays proved, and what is weak stays weak', () => {
  expect([withinLimits('conclusive', capture('lossy')), withinLimits('weak', capture('lossy'))]).toEqual([
    'conclusive',
    'weak',
  ]);
});

const input = (more: Partial<CaptureInput>): CaptureInput => ({
  ...{ path: 'x.pcapng', complete: true, problems: [] },
  ...more,
});

test('a recorder that lost a twentieth of all packets may be why nobody seems to answer', () => {
  const silent = (packets: number, ...dropped: (number | undefined)[]) =>
    recorderMayBeSilent({ packets, inputs: dropped.map((count) => input({ dropped: count })) });
  expect(silent(95, 5)).toBe(true);
  expect(silent(950, 20, 30)).toBe(true);
  expect(silent(96, 4)).toBe(false);
  expect(silent(8, undefined)).toBe(false);
  expect(silent(8, 0)).toBe(false);
});

test('what the kernel of the recording machine threw away never left it', () => {
  const inputs = [input({}), input({ kernelDrops: { packets: 2, frames: [3, 9], places: ['pf_test'] } })];
  const at = (index: number, frame: number) => ({ input: index, frame, time: 0 });
  expect(neverLeft({ inputs }, [at(1, 2), at(1, 3)])).toBe(true);
  expect(neverLeft({ inputs }, [at(0, 3), at(1, 4)])).toBe(false);
  expect(neverLeft({ inputs }, [])).toBe(false);
});
