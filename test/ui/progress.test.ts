import { expect, test } from 'vitest';
import { feedsText, goneFeeds, secondsLeft, shareRead } from '../../src/ui/progress.ts';
import { EN0 } from './live-progress.ts';

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

test('what is captured, and what of it went away', () => {
  const feeds = ['en0', 'en1', '/var/cap'].map((name) => ({ ...EN0, interface: name, state: 'waiting' as const }));
  expect([feedsText({ feeds: [] }), feedsText({ feeds: feeds.slice(0, 2) }), feedsText({ feeds })]).toEqual([
    'nothing',
    'en0 and en1',
    'en0 and 2 more',
  ]);
  const folder = { ...feeds[2], engine: 'folder' };
  expect(goneFeeds({ feeds: [EN0, feeds[1], folder] })).toEqual([feeds[1]]);
});
