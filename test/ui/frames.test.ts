/** What a person sees, as files: each frame is the grid of a terminal after the program drew on it. */
import { afterEach, expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import type { UiOptions } from '../../src/ui/start.tsx';
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

const { capture, summary } = sampleSnapshot();
const whole = { ...capture, inputs: capture.inputs.slice(0, 1) };
const hostile = [
  '\x1b[2J\x1b[31mred',
  '管理サーバー.example.jp',
  'right\u202eleft',
  `z${'\u0301'.repeat(50)}`,
  '\x1b]0;title\x07',
  '🇨🇭👩‍👩‍👧',
];

test.each<
  [
    string,
    Snapshot | undefined,
    Partial<UiOptions> & { progress?: typeof FINISHED & { error?: string } },
    string | RegExp,
  ]
>([
  [
    'reading',
    snapshotOfFlows(200, { findings: [], capture: whole }),
    { progress: { bytesRead: 38e6, totalBytes: 1e8, bytesPerSecond: 2.1e7, finished: false } },
    ORDERED,
  ],
  ['before-the-first-packet', undefined, {}, 'Reading'],
  [
    'empty',
    sampleSnapshot([], {
      flowCount: 0,
      capture: { ...whole, packets: 0 },
      summary: { ...summary, flows: 0, jamfFlows: 0 },
    }),
    {},
    'empty',
  ],
  [
    'nothing-of-jamf',
    sampleSnapshot([sampleFinding('capture/one-sided')], { capture: whole, summary: { ...summary, jamfFlows: 0 } }),
    {},
    'Nothing of',
  ],
  ['no-fault', sampleSnapshot([], { capture: whole }), {}, 'No fault'],
  [
    'error',
    sampleSnapshot(),
    { progress: { ...FINISHED, error: 'office/wifi-3.pcapng: permission denied' } },
    'denied',
  ],
  ['ascii', snapshotOfFlows(200), { ascii: true }, ORDERED],
  [
    'hostile',
    snapshotOfFlows(6, {}, (row) => Object.assign(row, { serverName: hostile[row.id - 1], verdict: 'blocked' })),
    { title: 'na\x1b[31mme\u202e.pcap' },
    '管理',
  ],
])('state: %s', async (name, snapshot, changes, expected) => {
  const { until } = open(120, 30, snapshot, changes);
  await until(expected);
  const frame = snapshot?.flowCount ? await until(ORDERED) : await until('q quit');
  await expect(frame).toMatchFileSnapshot(`frames/state-${name}.txt`);
});

test('too small', async () => {
  await expect(await open(40, 10, snapshotOfFlows(10)).until('too small')).toMatchFileSnapshot('frames/40x10.txt');
});
