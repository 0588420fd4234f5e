import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { report as contract, type InputReport } from '../../src/engine/contract.ts';
import { reportOf } from '../../src/report/report.ts';
import { lookup } from '../support/dns-lookup.ts';
import { runEngine, WHOLE_INPUT } from '../support/engine-run.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { scriptFrames } from '../support/tcp-script.ts';
import { tls12 } from '../support/tls-samples.ts';

const SECOND = 1e9;
const exchange = tls12.map(([from, bytes]) => ({ from, bytes }));
const catalogue = createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'mdm.example.jp' }] });
const blocked = (start = 0) =>
  scriptFrames(['> S', '+1000 > S@0', '+2000 > S@0', '+8000 > S@0']).map((frame) => ({
    ...frame,
    time: frame.time + start,
  }));
const FAULT = { code: 'cut-record', message: 'the file ends within a packet' };
const healthy = tcpFlow({ originator: '10.0.0.1:50001', exchange, start: 20 * SECOND });

describe('a snapshot', () => {
  it('of nothing is whole, and inconclusive', () => {
    const snapshot = runEngine([], { inputs: [] });
    expect(snapshot.capture).toEqual({
      inputs: [],
      packets: 0,
      bytes: 0,
      firstTime: null,
      lastTime: null,
      durationSeconds: 0,
      undecodedPackets: 0,
      duplicatePackets: 0,
      anomalies: [],
      limits: [],
      timeline: { stepSeconds: 1, flows: [], failures: [], bytes: [] },
    });
    expect(snapshot.summary).toEqual({
      verdict: 'inconclusive',
      flows: 0,
      jamfFlows: 0,
      flowsOmitted: 0,
      findings: { error: 0, warning: 0, info: 0 },
    });
    expect([snapshot.hosts, snapshot.findings, [...snapshot.reportedFlows(true)]]).toEqual([[], [], []]);
  });

  it('keeps to the contract', () => {
    const report = reportOf(runEngine([...blocked(), ...healthy], { catalogue }), {
      tool: { name: 'jamscope', version: '1.0.0' },
      allFlows: true,
    });
    expect(contract.parse(report)).toEqual(report);
    expect(report.flows).toHaveLength(2);
  });

  it('dates the capture with its own resolution', () => {
    const { firstTime, lastTime, durationSeconds } = runEngine(blocked(1500)).capture;
    expect([firstTime, lastTime, durationSeconds]).toEqual([
      '2026-11-20T09:00:00.000002Z',
      '2026-11-20T09:00:11.000002Z',
      11,
    ]);
  });

  it('grows in version', () => {
    const versions: number[] = [];
    const last = runEngine(blocked(), {
      before: (engine) => versions.push(engine.snapshot([], { epoch: 0n, digits: 0 }).version),
    });
    expect([...versions, last.version]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('says in time what failed when', () => {
    const { timeline } = runEngine([...blocked(), ...healthy], { catalogue }).capture;
    expect(timeline.stepSeconds).toBe(1);
    expect(timeline.failures).toEqual([1, ...new Array(20).fill(0)]);
    expect(timeline.flows).toEqual([1, ...new Array(19).fill(0), 1]);
  });
});

describe('the verdict', () => {
  it('is problems with a finding, clean when something was reached, else inconclusive', () => {
    const verdict = (frames: Parameters<typeof runEngine>[0]) => runEngine(frames, { catalogue }).summary.verdict;
    expect(verdict([...blocked(), ...healthy])).toBe('problems');
    expect(verdict(healthy)).toBe('clean');
    expect(verdict(scriptFrames(['> S']))).toBe('inconclusive');
  });

  it('is not problems for the limits of the capture alone', () => {
    const cut: InputReport = { ...WHOLE_INPUT, complete: false, problems: [FAULT] };
    const { summary, findings } = runEngine(healthy, { catalogue, inputs: [cut] });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['capture/truncated', 'warning']]);
    expect(summary.verdict).toBe('clean');
  });
});

describe('limits', () => {
  const limitsOf = (inputs: readonly InputReport[], frames: Parameters<typeof runEngine>[0] = healthy) =>
    runEngine(frames, { catalogue, inputs }).capture.limits;

  it.each<[string, Partial<InputReport>, readonly string[]]>([
    ['none of a whole input', {}, []],
    ['truncated where an input was cut', { complete: false, problems: [FAULT] }, ['truncated']],
    ['none where an input is still being read', { complete: false }, []],
    ['none where an input could not be opened at all', { complete: false, format: 'unknown', problems: [FAULT] }, []],
    ['lossy and dropped-by-kernel where the recorder says so', { dropped: 3 }, ['lossy', 'dropped-by-kernel']],
    ['none where it says that nothing was dropped', { dropped: 0 }, []],
  ])('%s', (_, input, limits) => {
    expect(limitsOf([{ ...WHOLE_INPUT, ...input }])).toEqual(limits);
  });

  it('snaplen-cut where frames are shorter than they were', () => {
    expect(limitsOf([], [{ ...healthy[0], wireLength: 1500 }])).toEqual(['snaplen-cut']);
  });

  it('lossy where bytes are missing that arrived', () => {
    const largest = healthy.reduce((most, frame) => (frame.bytes.length > most.bytes.length ? frame : most));
    const holed = healthy.filter((frame) => frame !== largest);
    expect(limitsOf([], holed)).toEqual(['lossy']);
    const others = Array.from({ length: 30 }, (_, index) =>
      tcpFlow({ originator: `10.0.1.${index}:50001`, exchange, start: 20 * SECOND }),
    );
    expect(limitsOf([], [...holed, ...others.flat()])).toEqual([]);
  });

  it('mid-stream where a start is missing', () => {
    expect(limitsOf([], tcpFlow({ handshake: false, exchange }))).toEqual(['mid-stream']);
  });
});

describe('flows', () => {
  const frames = [
    ...lookup('1-courier.push.apple.com', '17.57.144.20'),
    ...blocked(SECOND),
    ...healthy,
    ...tcpFlow({ originator: '10.0.0.7:1', responder: '203.0.113.9:8080', start: 40 * SECOND, end: 'none' }),
  ];
  const snapshot = runEngine(frames, { catalogue });

  it('are listed as rows, whatever they are', () => {
    const rows = Array.from({ length: snapshot.flowCount }, (_, index) => ({ ...snapshot.row(index + 1) }));
    expect(rows.map(({ id, protocol, verdict, open }) => [id, protocol, verdict, open])).toEqual([
      [1, 'dns', 'unrelated', false],
      [2, 'unknown', 'blocked', false],
      [3, 'tls', 'ok', false],
      [4, 'unknown', 'unrelated', false],
    ]);
    expect(rows[1]).toMatchObject({
      transport: 'tcp',
      originatorAddress: '10.0.0.1',
      originatorPort: 50_000,
      responderAddress: '17.57.144.20',
      responderPort: 5223,
      serverName: '1-courier.push.apple.com',
      connState: 'S0',
      packets: 4,
      bytes: 0,
      firstTime: SECOND,
      lastTime: 12 * SECOND,
    });
  });

  it('are open until they are judged', () => {
    const still = runEngine(scriptFrames(['> S', '< SA', '> A']), { open: true });
    expect([still.row(1).open, still.row(1).connState]).toEqual([true, 'S1']);
  });

  it('that a report prints are those of interest: with a service, a finding, or the lookup of one', () => {
    expect([...snapshot.reportedFlows(false)].map(({ id }) => id)).toEqual([1, 2, 3]);
    expect([...snapshot.reportedFlows(true)].map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(snapshot.summary).toMatchObject({ flows: 4, jamfFlows: 2, flowsOmitted: 0 });
  });

  it('carry verdict, findings, community id and times', () => {
    expect(snapshot.flow(2)).toMatchObject({
      verdict: 'blocked',
      findings: ['F1'],
      communityId: expect.stringMatching(/^1:[\w+/]{27}=$/),
      firstTime: '2026-11-20T09:00:01.000000Z',
    });
    expect(snapshot.flow(3)).toMatchObject({ verdict: 'ok', findings: [] });
  });

  it('that do not exist are nothing', () => {
    expect([snapshot.flow(0), snapshot.flow(99)]).toEqual([undefined, undefined]);
    expect(snapshot.row(99)).toMatchObject({ id: 99, packets: 0, services: [] });
  });

  it('of one cause are bounded, counted, and the rest is omitted', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      scriptFrames(['> S', '+1000 > S@0', '+2000 > S@0', '+8000 > S@0'], { originator: `10.0.0.1:${40_000 + index}` }),
    ).flat();
    const { findings, summary, reportedFlows } = runEngine(many.toSorted((one, other) => one.time - other.time));
    expect(findings).toHaveLength(1);
    expect([findings[0].count, findings[0].flows.length, findings[0].frames.length]).toEqual([150, 100, 100]);
    expect([...reportedFlows(false)]).toHaveLength(100);
    expect(summary.flowsOmitted).toBe(50);
  });
});

it('counts what it could not read', () => {
  const strange = { bytes: new Uint8Array(60), time: 0, linkType: 250 };
  const arp = { bytes: packet().ethernet({ etherType: 0x0806 }).payload(new Uint8Array(28)).bytes(), time: 0 };
  const { capture } = runEngine([strange, arp, strange]);
  expect([capture.packets, capture.undecodedPackets]).toEqual([3, 2]);
  expect(capture.anomalies).toEqual([{ code: 'unsupported-link-type-250', count: 2, first: { input: 0, frame: 1 } }]);
});
