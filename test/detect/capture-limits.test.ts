import { expect, test } from 'vitest';
import type { CaptureLimit } from '../../src/classify/vocabulary.ts';
import { isLossy, missesDirection, missesPackets, withinLimits } from '../../src/detect/capture-limits.ts';

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
