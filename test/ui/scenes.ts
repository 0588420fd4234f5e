/** What a person may see, as one table: captures, the keys pressed in each, and the sizes of the terminal at which it is drawn. */
import type { Snapshot } from '../../src/engine/snapshot.ts';
import type { Progress } from '../../src/ui/progress.ts';
import { HOSTILE_NAME, hostileSnapshot } from '../support/hostile-snapshot.ts';
import { flowIdsTo, sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { EN0, LIVE } from './live-progress.ts';
import { FINISHED, type ScreenOptions } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

/** What the frame is called, the keys that lead there from the one before, and what then shows (in the largest of the sizes). */
type Shot = readonly [name: string, keys: string, expected: string | RegExp];

type Dimensions = readonly [columns: number, rows: number];

export interface Scene {
  readonly snapshot: Snapshot | undefined;
  /** What shows before any key. */
  readonly opened: string | RegExp;
  readonly options?: ScreenOptions;
  readonly shots: readonly Shot[];
  readonly sizes: readonly Dimensions[];
  /** The size at which keys are pressed, where it matters; else the one before. */
  readonly typedAt?: Dimensions;
}

const SIZES: readonly Dimensions[] = [
  [50, 20],
  [80, 24],
  [120, 40],
  [160, 50],
];

/** The flow table has been ordered: its first row is a flow. */
const ORDERED = /Verdict.*\n.*([✖x] blocked|✓ ok)/;
/** Only flows that the filter lets through. */
const ORDERED_BLOCKED = /\d of 3,000 .*\n.*Verdict.*\n.*443[\s\S]*verdict:blocked▏/;
const MARKS = /findings .*[▴^]/;

const VIEWS: readonly Shot[] = [
  ['start', '', ORDERED],
  ['services', '1', '▸✖ blocked'],
  ['service', 'jjj\r', 'In this capture'],
  ['service-flows', '\r', /\d of 3,000 .*\n.*\n.*blocked.*courier/],
  ['flows', '/\x15\r', /Flows {2}3,000.*\n.*\n▸✖ blocked/],
  ['flow', '\r', 'judged by'],
  ['finding', 'q2jj\r', 'What was seen'],
  ['hosts', 'q4', 'Address'],
  ['host', '\r', 'Roles'],
  ['timeline', 'q5', MARKS],
  ['capture', '6', 'The capture'],
  ['help', 'q?', 'In the panes'],
];

const ENDS: readonly Shot[] = [
  ['flow-end', '3\rG', 'HTTP'],
  ['finding-end', 'q2\rG', /Flows +\d+ flow/],
];

const FILTER: readonly Shot[] = [
  ['filter-fields', '/', /3,000[\s\S]*verdict: {2}host:.*\n \/▏/],
  ['filter', 'port:443 ver\tb', / 160 of 3,000[\s\S]*\n blocked\b.*\n.*verdict:b▏/],
  ['filter-completed', '\t', ORDERED_BLOCKED],
  ['filter-kept', '\r', /5m12s +\/port:443 verdict:blocked/],
  ['filter-mistake', '/ hots:a', /160 of 3,000[\s\S]*No field hots/],
  ['filter-without-a-match', '\x15xyz\r', 'No flow matches'],
];

const ACTIONS: readonly Shot[] = [
  ['copied', 'y', 'Copied'],
  ['marked', 'mjm', '2 marked'],
  ['evidence-name', 'e', 'Evidence to: office-evidence.pcapng'],
  ['evidence-written', '\r', 'Wrote 33'],
  ['nothing-to-copy', '4y', 'nothing to copy'],
  ['sorted', 'sS', ', reversed'],
  ['following', 'F', 'following'],
  ['paused', 'p', 'PAUSED'],
  ['report-name', 'w', 'Report to: office-report.txt'],
  ['report-failed', '\r', 'no such directory'],
];

const EMPTY: readonly Shot[] = [
  ['empty', '', 'An empty capture'],
  ['empty-flows', '3', '━ 3 Flows'],
  ['empty-hosts', '4', 'No host of'],
  ['empty-timeline', '5', 'No finding'],
  ['empty-capture', '6', 'The capture'],
  ['empty-filtered', 'q/xyz\r', 'No flow matches'],
];

/** Where signs are drawn; all the views are among the hostile ones. */
const ASCII: readonly Shot[] = [
  ['start', '', ORDERED],
  ['flow', '3\r', 'judged by'],
  ['timeline', 'q5', MARKS],
];

const HOSTILE: readonly Shot[] = [
  ['start', '', ORDERED],
  ['service', '1\r', 'In this capture'],
  ['flow', 'q3\r', 'judged by'],
  ['finding', 'q2\r', 'What was seen'],
  ['hosts', 'q4', 'Address'],
  ['host', '\r', 'Roles'],
  ['timeline', 'q5', MARKS],
  ['capture', '6', 'The capture'],
];

const READING = { bytesRead: 38e6, totalBytes: 1e8, bytesPerSecond: 2.1e7, finished: false };
const FROM_A_PIPE = { bytesRead: 38e6, bytesPerSecond: 2.1e7, finished: false };
const GONE: Progress = { ...LIVE, live: { ...LIVE.live!, feeds: [{ ...EN0, state: 'waiting' }] } };
const RECORDING: Progress = {
  ...LIVE,
  live: {
    ...LIVE.live!,
    feeds: [EN0],
    filter: 'tcp port 443 or udp port 53',
    recording: { files: ['office_00001.pcapng', 'office_00002.pcapng'], bytes: 142e6, packetsLost: 0, stopped: false },
  },
};
const { capture } = sampleSnapshot();
const whole = { ...capture, inputs: capture.inputs.slice(0, 1) };
const [, cut] = capture.inputs;

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
  undecodedPackets: 0,
  anomalies: [],
  limits: [],
  inputs: [{ ...whole.inputs[0], packets: 0, bytes: 0 }],
  timeline: { stepSeconds: 60, flows: [], failures: [], bytes: [] },
};

const NO_PACKET = { flowCount: 0, flowIds: flowIdsTo(0), capture: nothing };

/** Some services work, and of one nobody can tell. */
const halfJudged = sampleSnapshot([]).services.map((row) => ({
  ...row,
  status: row.id === 'managed-device-apns' ? ('undecided' as const) : ('healthy' as const),
}));

const manyProblems = {
  ...capture,
  inputs: [1, 2, 3, 4].map((day) => ({ ...cut, path: `/Volumes/captures/headquarters/2026-11-0${day}/wifi-2.pcapng` })),
};

/** Of a capture that goes on: one finding stands, one is provisional, one was cleared; older flows were forgotten. */
const [blocked, reset, ...others] = sampleSnapshot().findings;
const lossy = { ...whole, inputs: [{ ...whole.inputs[0], path: 'en0', dropped: 12 }] };
const liveFlows = snapshotOfFlows(3000, {
  capture: lossy,
  findings: [
    blocked,
    { ...reset, state: 'provisional' },
    { ...others[0], state: 'cleared', clearedTime: 251e9 },
    ...others.slice(-2),
  ],
  flowCount: 4_200_000,
  summary: { ...sampleSnapshot().summary, flows: 4_200_000, cleared: 1 },
});

const LIVE_SHOTS: readonly Shot[] = [
  ['live', '', ORDERED],
  ['live-finding', '2G\r', 'What was seen'],
  ['live-following', 'q3F', 'following'],
  ['live-capture', '6', 'Captured by'],
];

const fewFlows = snapshotOfFlows(12);
const hostile = hostileSnapshot(fewFlows);
const hostileOptions: ScreenOptions = { title: `office${HOSTILE_NAME}.pcap` };
const inAscii: ScreenOptions = { ...hostileOptions, ascii: true };

const write: ScreenOptions['write'] = ({ what }) =>
  what === 'evidence'
    ? Promise.resolve('Wrote 33 evidence frames of 2 findings to office-evidence.pcapng.')
    : Promise.reject(new Error('office-report.txt cannot be written: no such directory'));

function scene(snapshot: Snapshot | undefined, shots: readonly Shot[], options: ScreenOptions = {}): Scene {
  return { snapshot, opened: ORDERED, shots, options, sizes: SIZES };
}

/** One shot, of what shows without any key. */
function state(
  name: string,
  snapshot: Snapshot | undefined,
  expected: string | RegExp,
  options?: ScreenOptions,
): Scene {
  return { ...scene(snapshot, [[name, '', expected]], options), opened: expected };
}

/** Typed where they do not fit: where they do, the end is the beginning. */
function atEnds(prefix: string, snapshot: Snapshot, options?: ScreenOptions): Scene {
  return { ...scene(snapshot, prefixed(prefix, ENDS), options), typedAt: SIZES[0] };
}

function prefixed(prefix: string, shots: readonly Shot[]): Shot[] {
  return shots.map(([name, ...rest]) => [`${prefix}${name}`, ...rest]);
}

export const SCENES: Readonly<Record<string, Scene>> = {
  views: { ...scene(snapshotOfFlows(3000), VIEWS), sizes: [...SIZES, [300, 100]] },
  'the ends of details': atEnds('', fewFlows),
  'the end of the help': { ...scene(fewFlows, [['help-end', '?G', '>1M']]), typedAt: SIZES[0] },
  'the filter': scene(snapshotOfFlows(3000), FILTER),
  actions: scene(sampleSnapshot(), ACTIONS, { write }),
  empty: {
    ...scene(unseen({ flows: 0, jamfFlows: 0 }, NO_PACKET), EMPTY),
    opened: 'An empty capture',
  },
  'the first packet is awaited': state('waiting', undefined, 'Waiting'),
  reading: state('reading', snapshotOfFlows(12, { findings: [], capture: whole }), ORDERED, { progress: READING }),
  'reading a pipe': state('reading-pipe', fewFlows, ORDERED, { progress: FROM_A_PIPE }),
  stopped: state('stopped', fewFlows, ORDERED, { progress: { ...READING, finished: true, stopped: true } }),
  failed: state('failed', fewFlows, 'denied', {
    progress: { ...FINISHED, error: 'office/wifi-3.pcapng: permission denied' },
  }),
  'many problems': state('many-problems', { ...fewFlows, capture: manyProblems }, 'more problems'),
  "nothing of Jamf's": state(
    'nothing-of-jamf',
    { ...unseen({ jamfFlows: 0 }), findings: sampleSnapshot([sampleFinding('capture/one-sided')]).findings },
    /Nothing of[\s\S]*✓ ok/,
  ),
  'no fault': state('no-fault', sampleSnapshot([], { capture: whole }), /No fault[\s\S]*✓ ok/),
  inconclusive: state('inconclusive', unseen({ verdict: 'inconclusive' }), /Nothing can be concluded[\s\S]*✓ ok/),
  'not all judged': state(
    'not-all-judged',
    unseen({ verdict: 'inconclusive' }, { services: halfJudged }),
    /Not all could[\s\S]*✓ ok/,
  ),
  'a flow was forgotten': scene({ ...fewFlows, flow: () => undefined }, [['forgotten', '3\r', 'no longer known']]),
  live: scene(liveFlows, LIVE_SHOTS, { progress: RECORDING }),
  'live, nothing captured': state('live-nothing', unseen({ flows: 0, jamfFlows: 0 }, NO_PACKET), 'captured yet', {
    progress: { ...LIVE, packetsPerSecond: 0, bytesPerSecond: 0 },
  }),
  "live, nothing of Jamf's": state('live-nothing-of-jamf', unseen({ jamfFlows: 0 }), /Jamf's yet[\s\S]*✓ ok/, {
    progress: LIVE,
  }),
  'live, the interface is gone': state('live-gone', liveFlows, /is gone[\s\S]*✖ blocked/, { progress: GONE }),
  'live, ended': state('live-ended', liveFlows, ORDERED, { progress: { ...LIVE, finished: true, stopped: true } }),
  'ASCII only': scene(fewFlows, prefixed('ascii-', ASCII), { ascii: true }),
  'hostile names': scene(hostile, prefixed('hostile-', HOSTILE), hostileOptions),
  'ends of hostile details': atEnds('hostile-', hostile, hostileOptions),
  'hostile names in ASCII': scene(hostile, prefixed('hostile-ascii-', HOSTILE), inAscii),
  'ends of hostile details in ASCII': atEnds('hostile-ascii-', hostile, inAscii),
  'too small': { ...state('too-small', fewFlows, ORDERED), sizes: [[40, 10]] },
};
