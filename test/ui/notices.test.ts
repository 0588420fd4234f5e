import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { remapped } from '../../src/ui/key-map.ts';
import { KEYS } from '../../src/ui/keys.ts';
import { bannerLines, guidance, MAX_BANNER } from '../../src/ui/notices.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { FINISHED } from './open-screen.ts';

const READING = { ...FINISHED, finished: false };

function withProblems(...counts: number[]): Snapshot {
  const { capture } = sampleSnapshot();
  const inputs = counts.map((count, input) => ({
    ...capture.inputs[0],
    path: `part-${input}.pcap`,
    problems: Array.from({ length: count }, (_, index) => ({ code: 'cut', message: `fault ${index}` })),
  }));
  return sampleSnapshot(undefined, { capture: { ...capture, inputs } });
}

describe('bannerLines', () => {
  test('name file, fault and place', () => {
    expect(bannerLines(sampleSnapshot(), FINISHED)).toEqual([
      'office/wifi-2.pcapng: the file ends within a packet (frame 812, byte 104,332)',
    ]);
    expect(bannerLines(withProblems(1), FINISHED)).toEqual(['part-0.pcap: fault 0']);
  });

  test('give up the place, then folders, where there is no room for them', () => {
    const at = (width: number) => bannerLines(sampleSnapshot(), FINISHED, width);
    expect(at(75)).toEqual(['office/wifi-2.pcapng: the file ends within a packet']);
    expect(at(47)).toEqual(['wifi-2.pcapng: the file ends within a packet']);
  });

  test('put the error first', () => {
    expect(bannerLines(withProblems(1), { ...FINISHED, error: 'no permission' })[0]).toBe('no permission');
    expect(bannerLines(undefined, FINISHED)).toEqual([]);
  });

  test('leave out files that are no captures, and name those that could not be opened once', () => {
    const { capture } = sampleSnapshot();
    const unopened = (path: string, code: string) => ({
      ...{ ...capture.inputs[0], path, format: 'unknown' as const },
      problems: [{ code, message: `${path} cannot be opened` }],
    });
    const inputs = [unopened('README.md', 'not-a-capture'), unopened('a.pcap', 'permission')];
    const snapshot = sampleSnapshot([], { capture: { ...capture, inputs } });
    expect(bannerLines(snapshot, FINISHED)).toEqual(['a.pcap cannot be opened']);
  });

  test('say that a link type is not supported', () => {
    const { capture } = sampleSnapshot();
    const anomalies = [{ code: 'unsupported-link-type-107', count: 5, first: { input: 0, frame: 1 } }];
    expect(bannerLines(sampleSnapshot([], { capture: { ...capture, anomalies, inputs: [] } }), FINISHED)).toEqual([
      'link type 107 (FRELAY) is not supported: none of its 5 packets could be read',
    ]);
  });

  test('count what does not fit', () => {
    expect(bannerLines(withProblems(2, 1), FINISHED)).toHaveLength(MAX_BANNER);
    expect(bannerLines(withProblems(2, 5), FINISHED)).toEqual([
      'part-0.pcap: fault 0',
      'part-0.pcap: fault 1',
      'and 5 more problems with the inputs',
    ]);
  });
});

describe('guidance', () => {
  const { capture, summary } = sampleSnapshot();
  const [service] = sampleSnapshot().services;
  const OPEN = [
    { ...service, status: 'undecided' as const },
    { ...service, status: 'healthy' as const },
  ];
  const words = (snapshot: Snapshot | undefined, progress = FINISHED) =>
    guidance(snapshot, progress, KEYS).map((entry) => entry.kind !== 'field' && entry.text);

  test.each<[string, Snapshot | undefined, typeof FINISHED, string | undefined]>([
    ['before the first packet', undefined, READING, 'Reading. What is found appears here at once.'],
    [
      'before the first packet of a pipe',
      undefined,
      { bytesRead: 0, bytesPerSecond: 0, finished: false },
      'Waiting for the first packet. tcpdump needs -U to hand over each as it comes.',
    ],
    ['reading, nothing found yet', sampleSnapshot([]), READING, 'Reading. What is found appears here at once.'],
    ['reading, something found', sampleSnapshot(), READING, undefined],
    ['no packet', sampleSnapshot([], { capture: { ...capture, packets: 0 } }), FINISHED, 'An empty capture'],
    [
      'no flow of interest',
      sampleSnapshot([], { summary: { ...summary, jamfFlows: 0 } }),
      FINISHED,
      "Nothing of Jamf's in here",
    ],
    ['no fault', sampleSnapshot([]), FINISHED, 'No fault found'],
    [
      'nothing decided',
      sampleSnapshot([], { summary: { ...summary, verdict: 'inconclusive' } }),
      FINISHED,
      'Nothing can be concluded',
    ],
    [
      'something undecided beside what works',
      sampleSnapshot([], { summary: { ...summary, verdict: 'inconclusive' }, services: OPEN }),
      FINISHED,
      'Not all could be judged',
    ],
    ['findings', sampleSnapshot(), FINISHED, undefined],
  ])('%s', (_, snapshot, progress, first) => expect(words(snapshot, progress)[0]).toBe(first));

  test('nothing of Jamf’s: what to do next stays beside a finding about the capture', () => {
    const snapshot = sampleSnapshot([sampleFinding('capture/one-sided')], { summary: { ...summary, jamfFlows: 0 } });
    expect(words(snapshot).join(' ')).toMatch(/Record on the device.*DNS.*a name of your own/);
  });

  test('each says what to do next, with the keys in force', () => {
    const keys = remapped({ services: ['a'], capture: ['z'], filter: ['ctrl-f'] });
    const told = (changes: Partial<Snapshot['summary']>) =>
      guidance(sampleSnapshot([], { summary: { ...summary, ...changes } }), FINISHED, keys).map(({ text }) => text);
    expect(told({ verdict: 'clean' }).join(' ')).toContain('The services (a)');
    expect(told({ verdict: 'inconclusive' }).join(' ')).toContain('with the capture (z)');
    expect(told({ jamfFlows: 0 }).join(' ')).toContain('look for it with ctrl-f');
  });

  test('no fault never reads as proof for what was not observed', () => {
    expect(words(sampleSnapshot([])).join(' ')).toContain('undecided or was not observed has not been judged');
  });
});
