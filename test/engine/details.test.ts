/** Whose details are kept: through the engine, as nobody else asks. */
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { lookup } from '../support/dns-lookup.ts';
import { runEngine } from '../support/engine-run.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { tls12 } from '../support/tls-samples.ts';

const SECOND = 1e9;
const catalogue = createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'mdm.example.jp' }] });
const exchange = tls12.map(([from, bytes]) => ({ from, bytes }));
const flows = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    tcpFlow({
      originator: `10.0.0.1:${40_000 + index}`,
      responder: '17.57.144.22:5223',
      exchange,
      start: index * SECOND,
    }),
  ).flat();
/** Keeps the flow of that id, or none. */
const keeper = (kept?: number): Detector => ({
  rule: 'blocked/dns',
  open: () => ({ flow: ({ id }) => id === kept, conclude: () => [] }),
});

describe('details of flows', () => {
  const many = flows(130);

  it('are kept of the first hundred healthy ones of a service', () => {
    const snapshot = runEngine(many, { catalogue, detectors: [keeper()] });
    expect([...snapshot.reportedFlows(false)]).toHaveLength(100);
    expect(snapshot.summary).toMatchObject({ flows: 130, jamfFlows: 130, flowsOmitted: 30 });
    expect(snapshot.flow(100)?.tls?.version).toBe('1.2');
    expect(snapshot.flow(101)).not.toHaveProperty('tls');
    expect(snapshot.row(101)).toMatchObject({ protocol: 'tls', verdict: 'ok', services: snapshot.row(1).services });
  });

  it('are kept of all where all are asked for', () => {
    const snapshot = runEngine(many, { catalogue, detectors: [keeper()], retainAll: true });
    expect(snapshot.flow(130)?.tls?.version).toBe('1.2');
    expect([...snapshot.reportedFlows(true)]).toHaveLength(130);
  });

  it('are kept of those that a detector keeps', () => {
    const snapshot = runEngine(many, { catalogue, detectors: [keeper(130)] });
    expect(snapshot.flow(130)?.tls?.version).toBe('1.2');
    expect(snapshot.flow(129)).not.toHaveProperty('tls');
  });

  it('are kept of the newest of a capture that goes on', () => {
    const snapshot = runEngine(flows(330), { catalogue, detectors: [keeper()], live: true });
    expect(snapshot.flow(330)?.tls?.version).toBe('1.2');
    expect(snapshot.flow(100)).not.toHaveProperty('tls');
  });

  it('are kept of a look-up for a documented name, of another only where all are asked for', () => {
    const asked = lookup('1-courier.push.apple.com', '17.57.144.22');
    const other = lookup('www.example.com', '93.184.215.14', { clientPort: 53001, start: SECOND });
    const kept = (retainAll: boolean) => {
      const snapshot = runEngine([...asked, ...other], { catalogue, detectors: [keeper()], retainAll });
      return [1, 2].map((id) => snapshot.flow(id)?.dns !== undefined);
    };
    expect(kept(false)).toEqual([true, false]);
    expect(kept(true)).toEqual([true, true]);
  });
});
