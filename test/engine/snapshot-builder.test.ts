import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { report as contract, type InputReport } from '../../src/engine/contract.ts';
import { reportOf } from '../../src/report/report.ts';
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

it('counts what it could not read', () => {
  const strange = { bytes: new Uint8Array(60), time: 0, linkType: 250 };
  const arp = { bytes: packet().ethernet({ etherType: 0x0806 }).payload(new Uint8Array(28)).bytes(), time: 0 };
  const { capture } = runEngine([strange, arp, strange]);
  expect([capture.packets, capture.undecodedPackets]).toEqual([3, 2]);
  expect(capture.anomalies).toEqual([{ code: 'unsupported-link-type-250', count: 2, first: { input: 0, frame: 1 } }]);
});
