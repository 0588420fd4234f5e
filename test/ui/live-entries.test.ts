import { expect, test } from 'vitest';
import { documentText } from '../../src/ui/document.ts';
import { liveEntries } from '../../src/ui/live-entries.ts';
import type { LiveProgress } from '../../src/ui/progress.ts';
import { PLAIN } from './component.tsx';
import { EN0, LIVE } from './live-progress.ts';
import { FINISHED } from './open-screen.ts';

const text = (changes: Partial<LiveProgress> = {}) =>
  documentText(liveEntries({ ...LIVE, live: { ...LIVE.live!, ...changes } }), PLAIN);

test('each engine, why it was picked, and what it lost', () => {
  expect(text({ filter: 'tcp port 443' })).toBe(`en0
Captured by tcpdump.
Why: dumpcap is not installed; tcpdump stamps packets in the kernel
Counts: 96,412 packets received, 12 dropped by the kernel, 0 dropped by the interface
Filter: tcp port 443
Rate: 1,240 packets and 840 kB a second

So far`);
});

test('what it waits for, and an engine that does not count', () => {
  const { engine, why } = EN0;
  const waiting = { engine, why, interface: 'en1', state: 'waiting' } as const;
  const texts = text({ feeds: [waiting, { ...waiting, engine: 'folder' }, { ...waiting, state: 'ended' }] });
  expect(texts).toMatch(/^en1\nIt is gone: waiting for it to come back\.\nWhy: .*\nCounts: the engine does not count/);
  expect(texts).toContain('Waiting for the next file.');
  expect(texts).toContain('until it ended');
});

test('the recording, and what is wrong with it', () => {
  const recording = {
    files: ['a_1.pcapng', 'a_2.pcapng'],
    bytes: 4.2e7,
    packetsLost: 3,
    stopped: true,
    problem: 'full',
  };
  expect(text({ recording })).toContain(`Recording
a_2.pcapng and 1 older file, 42 MB
· Nothing is recorded any more.
· full
· 3 packets not recorded: the disk was too slow`);
  expect(text({ recording: { files: [], bytes: 0, packetsLost: 0, stopped: false } })).toContain('no file yet, 0 B');
});

test('nothing of what is read from files', () => {
  expect(liveEntries(FINISHED)).toEqual([]);
});

test('evidence that is kept, why the latest was not, and what was said', () => {
  const evidence = { folder: 'found', files: 2, problem: 'no space left on device' };
  const texts = text({ evidence, remarks: { count: 9, latest: ['metrics cannot be written'] } });
  expect(texts).toContain('Evidence\n2 files in found, each with the minutes around findings\n');
  expect(texts).toMatch(
    /The latest was not saved: no space left on device\n\nSaid meanwhile\n.*metrics cannot be written/,
  );
});
