/** What a person sees, as files: each frame is the grid of a terminal after the program drew on it. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import type { UiOptions } from '../../src/ui/start.tsx';
import { HOSTILE_NAME, hostileSnapshot } from '../support/hostile-snapshot.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { FINISHED, type OpenScreen, openScreen } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

let screen: OpenScreen | undefined;
afterEach(() => screen?.ui.stop());

function open(
  columns: number,
  rows: number,
  snapshot: Snapshot | undefined,
  changes: Parameters<typeof openScreen>[3] = {},
) {
  screen = openScreen(columns, rows, snapshot, changes);
  return screen;
}

/** The flow table has been ordered: its first row is a flow. */
const ORDERED = /Verdict.*\n.*([✖x] blocked|✓ ok)/;

/** Only flows that the filter lets through. */
const ORDERED_BLOCKED = /\d of 3,000 .*\n.*Verdict.*\n.*443[\s\S]*verdict:blocked▏/;

const SIZES: [number, number][] = [
  [50, 20],
  [80, 24],
  [120, 40],
  [160, 50],
];

test.each(SIZES)('%i×%i', async (columns, rows) => {
  const { press, until } = open(columns, rows, snapshotOfFlows(3000));
  const file = (name: string) => `frames/${columns}x${rows}-${name}.txt`;
  await expect(await until(columns < 60 ? 'q quit' : ORDERED)).toMatchFileSnapshot(file('start'));
  await expect(await press('3', ORDERED)).toMatchFileSnapshot(file('flows'));
  await expect(await press('\r', 'judged by')).toMatchFileSnapshot(file('flow'));
  await press('\x1b', 'q quit');
  await press('2', '▸✖ error');
  await press('jj', /▸✖ error +F3/);
  await expect(await press('\r', 'What was seen')).toMatchFileSnapshot(file('finding'));
  await press('q', 'q quit');
  await expect(await press('?', 'In the panes')).toMatchFileSnapshot(file('help'));
  await press('?', 'q quit');
  await expect(await press('4', 'Address')).toMatchFileSnapshot(file('hosts'));
  await expect(await press('\r', 'Roles')).toMatchFileSnapshot(file('host'));
  await expect(await press('5', /findings .*▴/)).toMatchFileSnapshot(file('timeline'));
  await expect(await press('6', 'The capture')).toMatchFileSnapshot(file('capture'));
});

test.each(SIZES)('the filter being typed, %i×%i', async (columns, rows) => {
  const { press, until } = open(columns, rows, snapshotOfFlows(3000));
  const file = (name: string) => `frames/${columns}x${rows}-${name}.txt`;
  await until('q quit');
  await expect(await press('/', /3,000[\s\S]*verdict: {2}host:.*\n \/▏/)).toMatchFileSnapshot(file('filter-fields'));
  await expect(await press('port:443 ver\tb', / 160 of 3,000[\s\S]*\n blocked\b.*\n.*verdict:b▏/)).toMatchFileSnapshot(
    file('filter'),
  );
  await expect(await press('\t', ORDERED_BLOCKED)).toMatchFileSnapshot(file('filter-completed'));
  await expect(await press(' hots:a', /160 of 3,000[\s\S]*No field hots/)).toMatchFileSnapshot(file('filter-mistake'));
});

test('services open as well, and lead to their flows', async () => {
  const { press, until } = open(120, 40, snapshotOfFlows(3000));
  await until(ORDERED);
  await press('1jjj', /▸! degraded/);
  await expect(await press('\r', 'In this capture')).toMatchFileSnapshot('frames/120x40-service.txt');
  await expect(await press('\r', /\d of 3,000 .*\n.*\n.*blocked.*courier/)).toMatchFileSnapshot(
    'frames/120x40-service-flows.txt',
  );
});

const READING = { bytesRead: 38e6, totalBytes: 1e8, bytesPerSecond: 2.1e7, finished: false };
const { capture } = sampleSnapshot();
const whole = { ...capture, inputs: capture.inputs.slice(0, 1) };

/** No finding, and no service seen. */
function unseen(summary: Partial<Snapshot['summary']>, changes: Partial<Snapshot> = {}): Snapshot {
  const sample = sampleSnapshot([]);
  const services = sample.services.map((row) => ({ ...row, status: 'not-observed' as const, flows: 0, findings: [] }));
  return { ...sample, capture: whole, services, hosts: [], summary: { ...sample.summary, ...summary }, ...changes };
}

const nothing = {
  ...whole,
  packets: 0,
  bytes: 0,
  firstTime: null,
  lastTime: null,
  durationSeconds: 0,
  timeline: { stepSeconds: 60, flows: [], failures: [], bytes: [] },
};

test.each<
  [
    string,
    Snapshot | undefined,
    Partial<UiOptions> & { progress?: typeof FINISHED & { error?: string } },
    string | RegExp,
  ]
>([
  ['reading', snapshotOfFlows(200, { findings: [], capture: whole }), { progress: READING }, ORDERED],
  ['before-the-first-packet', undefined, {}, 'Waiting'],
  ['empty', unseen({ flows: 0, jamfFlows: 0 }, { flowCount: 0, capture: nothing }), {}, 'An empty capture'],
  [
    'nothing-of-jamf',
    { ...unseen({ jamfFlows: 0 }), findings: sampleSnapshot([sampleFinding('capture/one-sided')]).findings },
    {},
    'Nothing of',
  ],
  ['no-fault', sampleSnapshot([], { capture: whole }), {}, 'No fault'],
  ['inconclusive', unseen({ verdict: 'inconclusive' }), {}, 'Nothing can be concluded'],
  [
    'error',
    sampleSnapshot(),
    { progress: { ...FINISHED, error: 'office/wifi-3.pcapng: permission denied' } },
    'denied',
  ],
  ['ascii', snapshotOfFlows(200), { ascii: true }, ORDERED],
])('state: %s', async (name, snapshot, changes, expected) => {
  const { until } = open(120, 30, snapshot, changes);
  await until(expected);
  const frame = snapshot?.flowCount ? await until(ORDERED) : await until('q quit');
  await expect(frame).toMatchFileSnapshot(`frames/state-${name}.txt`);
});

test('lists without an item say so', async () => {
  const { press, until } = open(80, 24, unseen({ flows: 0, jamfFlows: 0 }, { flowCount: 0, capture: nothing }));
  await until('An empty capture');
  await expect(await press('3', 'No flow was seen')).toMatchFileSnapshot('frames/empty-flows.txt');
  await expect(await press('4', 'No host of')).toMatchFileSnapshot('frames/empty-hosts.txt');
  await expect(await press('5', 'No finding')).toMatchFileSnapshot('frames/empty-timeline.txt');
  await expect(await press('6', 'The capture')).toMatchFileSnapshot('frames/empty-capture.txt');
  await press('q', 'q quit');
  await expect(await press('/xyz\r', /No flow matches|No flow was/)).toMatchFileSnapshot('frames/empty-filtered.txt');
});

/** What no view may show raw: controls, what reorders or hides text; with `ascii`, anything else. */
const HARMFUL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

describe.each([
  ['', {}, HARMFUL],
  ['-ascii', { ascii: true }, /[^\x20-\x7e\n]/],
])('hostile names%s', (suffix, options, harmful) => {
  test.each<[string, string, string | RegExp]>([
    ['start', '', ORDERED],
    ['flow', '3\r', 'judged by'],
    ['flow-end', '3\rG', 'HTTP'],
    ['finding', '2\r', 'What was seen'],
    ['service', '1\r', 'In this capture'],
    ['hosts', '4', 'Address'],
    ['host', '4\r', 'Roles'],
    ['timeline', '5', /findings .*[▴^]/],
    ['capture', '6', 'The capture'],
  ])('%s', async (view, keys, expected) => {
    const snapshot = hostileSnapshot(snapshotOfFlows(60));
    const { press, until } = open(100, 40, snapshot, { title: `office${HOSTILE_NAME}.pcap`, ...options });
    await until(ORDERED);
    const frame = await press(keys, expected);
    expect(frame).not.toMatch(harmful);
    await expect(frame).toMatchFileSnapshot(`frames/hostile-${view}${suffix}.txt`);
  });
});

test('a name of 64 kB is cut, in every view', async () => {
  const snapshot = hostileSnapshot(snapshotOfFlows(60), 'x'.repeat(65_535));
  const { press, until, terminal } = open(100, 40, snapshot);
  await until(ORDERED);
  for (const [keys, expected] of [
    ['3\r', 'judged by'],
    ['q4', 'Address'],
    ['\r', 'Roles'],
    ['q5', 'findings'],
    ['\r', 'What was seen'],
    ['q6', 'The capture'],
    ['q/xxx', '/xxx'],
  ])
    await press(keys, expected);
  expect(Math.max(...terminal.written.map((text) => text.length))).toBeLessThan(64_000);
});

test('the largest screen', async () => {
  const { until } = open(300, 100, snapshotOfFlows(3000));
  await expect(await until(ORDERED)).toMatchFileSnapshot('frames/300x100-start.txt');
});

test('too small', async () => {
  await expect(await open(40, 10, snapshotOfFlows(10)).until('too small')).toMatchFileSnapshot('frames/40x10.txt');
});
