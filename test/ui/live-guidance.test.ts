import { expect, test } from 'vitest';
import { KEYS } from '../../src/ui/keys.ts';
import { liveGuidance, liveProblems, nothingCaptured } from '../../src/ui/live-guidance.ts';
import type { LiveProgress } from '../../src/ui/progress.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { EN0, LIVE } from './live-progress.ts';

const live = LIVE.live!;
const { summary } = sampleSnapshot();
const text = (snapshot = sampleSnapshot([]), told: LiveProgress = live) =>
  liveGuidance(snapshot, told, KEYS)
    .map((entry) => entry.text)
    .join('\n');

test('says what is awaited, and which keys end it', () => {
  expect(text()).toMatch(/^No finding so far.*\nx stops capturing and keeps .*; q ends it and leaves\.$/);
  expect(text(sampleSnapshot([], { summary: { ...summary, jamfFlows: 0 } }))).toContain("Nothing of Jamf's yet");
});

test('nothing captured yet: is there traffic, and what is let through?', () => {
  const texts = liveGuidance(undefined, { ...live, filter: 'udp' }, KEYS).map((entry) => entry.text);
  expect(texts.slice(0, 3)).toEqual([
    'Nothing captured yet on en0',
    'Is there traffic? jamscope interfaces lists where to capture.',
    'Only this is captured: udp',
  ]);
  const stream = { feeds: [{ ...EN0, engine: 'stream', interface: 'standard input' }] };
  expect(nothingCaptured(stream).map((entry) => entry.text)).toEqual([
    'Nothing was captured on standard input',
    'Whoever writes the stream may hold it back: tcpdump needs -U to hand over each packet as it comes.',
  ]);
});

test('what goes wrong: an interface that went away, a recording that cannot go on', () => {
  expect(liveProblems(live)).toEqual([]);
  const recording = { files: [], bytes: 0, packetsLost: 0, stopped: true, problem: 'no space left on device' };
  const folder = { ...EN0, engine: 'folder', state: 'waiting' } as const;
  expect(liveProblems({ feeds: [{ ...EN0, state: 'waiting' }, folder], recording })).toEqual([
    'en0 is gone, waiting for it to come back',
    'the recording: no space left on device',
  ]);
  const evidence = { folder: 'found', files: 0, problem: 'too many files' };
  expect(liveProblems({ ...live, evidence })).toEqual(['evidence of the latest finding was not saved: too many files']);
});
