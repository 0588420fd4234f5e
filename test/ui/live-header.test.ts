import { describe, expect, test } from 'vitest';
import { droppedPackets, liveText } from '../../src/ui/live-header.ts';
import type { LiveProgress, Progress } from '../../src/ui/progress.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { PLAIN } from './component.tsx';
import { EN0, LIVE } from './live-progress.ts';

const sample = sampleSnapshot();
const [input] = sample.capture.inputs;
const dropping = (dropped: number, count = 1) =>
  sampleSnapshot([], { capture: { ...sample.capture, inputs: new Array(count).fill({ ...input, dropped }) } });
const live = (changes: Partial<LiveProgress>, progress: Partial<Progress> = {}): Progress => ({
  ...LIVE,
  live: { ...LIVE.live!, ...changes },
  ...progress,
});
const text = (progress: Progress, room = 200, snapshot = dropping(12)) =>
  liveText(snapshot, progress, room, PLAIN).trimEnd();

describe('a live capture', () => {
  test('says where it comes from, how much comes, and what was lost', () => {
    expect(text(LIVE)).toBe('LIVE en0 · tcpdump · 1,240 pkt/s · 12 dropped · 840 kB/s · 310 flows · up 5m12s');
    expect(liveText(undefined, LIVE, 200, PLAIN, 'x').trimEnd()).toBe(
      'LIVE en0 · tcpdump · 1,240 pkt/s · 840 kB/s · up 5m12s · x stops',
    );
  });

  test('what matters least goes first, losses stay beside the name', () => {
    const at = (room: number) => text(LIVE, room);
    expect(at(61)).toBe('LIVE en0 · tcpdump · 1,240 pkt/s · 12 dropped · 310 flows');
    expect(at(40)).toBe('LIVE en0 · 1,240 pkt/s · 12 dropped');
    expect(at(24)).toBe('LIVE en0 · 12 dropped');
    expect(at(12)).toBe('LIVE en0');
    expect(at(5)).toBe('LIVE…');
    for (let room = 1; room < 90; room++) expect(liveText(dropping(12), LIVE, room, PLAIN)).toHaveLength(room);
  });

  test('losses are a warning in colour and in word, of all inputs', () => {
    const theme = createTheme({ ascii: false, color: true });
    expect(liveText(dropping(4000, 3), LIVE, 100, theme)).toContain(theme.paint('warn', '12,000 dropped'));
    expect(droppedPackets(dropping(4000, 3))).toBe(12_000);
    expect(droppedPackets(undefined)).toBe(0);
  });

  test.each<[string, Progress, string]>([
    ['two', live({ feeds: [EN0, { ...EN0, interface: 'lo' }] }), 'LIVE en0 and lo · tcpdump'],
    [
      'many',
      live({ feeds: ['en0', 'en1', 'lo'].map((each) => ({ ...EN0, interface: each })) }),
      'LIVE en0 and 2 more · tcpdump',
    ],
    ['gone', live({ feeds: [{ ...EN0, state: 'waiting' }] }), 'WAITING for en0 · tcpdump'],
    [
      'a folder between two files',
      live({ feeds: [{ ...EN0, state: 'waiting', engine: 'folder', interface: '/var/cap' }] }),
      'LIVE /var/cap · folder',
    ],
    ['ended', { ...LIVE, finished: true }, 'ENDED en0 · tcpdump · 12 dropped'],
  ])('%s', (_, progress, expected) => expect(text(progress)).toContain(expected));

  test.each([
    [{ files: ['a'], bytes: 4e6, packetsLost: 0, stopped: false }, 'REC 4.0 MB'],
    [{ files: [], bytes: 0, packetsLost: 0, stopped: true, problem: 'disk full' }, 'not recording'],
  ])('recording', (recording, expected) => expect(text(live({ recording }))).toContain(`12 dropped · ${expected} ·`));
});
