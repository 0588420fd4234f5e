import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { lookup } from '../support/dns-lookup.ts';
import { runEngine } from '../support/engine-run.ts';
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
const healthy = tcpFlow({ originator: '10.0.0.1:50001', exchange, start: 20 * SECOND });

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
