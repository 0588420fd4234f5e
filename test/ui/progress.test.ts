import { expect, test } from 'vitest';
import { secondsLeft, shareRead } from '../../src/ui/progress.ts';

const reading = { bytesRead: 250, totalBytes: 1000, bytesPerSecond: 50, finished: false };

test('share and time to go', () => {
  expect([shareRead(reading), secondsLeft(reading)]).toEqual([0.25, 15]);
});

test('nothing is claimed of a pipe, before the first byte, or of a file that grew', () => {
  const pipe = { bytesRead: 250, bytesPerSecond: 50, finished: false };
  expect([shareRead(pipe), secondsLeft(pipe)]).toEqual([undefined, undefined]);
  expect(secondsLeft({ ...reading, bytesPerSecond: 0 })).toBe(undefined);
  expect([shareRead({ ...reading, bytesRead: 1200 }), secondsLeft({ ...reading, bytesRead: 1200 })]).toEqual([1, 0]);
  expect(shareRead({ ...reading, totalBytes: 0 })).toBe(undefined);
});
