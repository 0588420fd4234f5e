import { describe, expect, it } from 'vitest';
import { Metrics, type MetricsSurroundings, UPDATE_EVERY } from '../../src/cli/metrics.ts';
import { captured } from '../support/captured.ts';
import { fedSource } from '../support/live-source.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const MEGABYTE = 1e6;

async function started(changes: Partial<MetricsSurroundings> = {}) {
  const { live, counts } = await fedSource(captured([]).slice(0, 24), 'en"0');
  const metrics = new Metrics({
    feeds: () => [{ live, state: 'capturing' }],
    lag: () => 0.25,
    memory: () => 90 * MEGABYTE,
    recording: () => undefined,
    linesDropped: () => 3,
    now: () => 0,
    ...changes,
  });
  return {
    metrics,
    counts,
    lines: async () => (await metrics.text()).split('\n').filter((line) => !line.startsWith('#')),
  };
}

const snapshot = sampleSnapshot();

describe('Metrics', () => {
  it('tells what the report tells', async () => {
    const { metrics, counts, lines } = await started();
    Object.assign(counts, { received: 100, dropped: 4, interfaceDropped: 1 });
    metrics.look(snapshot);
    const [finding] = snapshot.findings;
    const alike = snapshot.findings.filter(({ rule }) => rule === finding.rule).length;
    const [service] = snapshot.services;
    expect(await lines()).toEqual(
      expect.arrayContaining([
        `jamscope_packets_total ${snapshot.capture.packets}`,
        'jamscope_capturing{engine="tcpdump",interface="en\\"0"} 1',
        'jamscope_received_packets_total{engine="tcpdump",interface="en\\"0"} 100',
        'jamscope_dropped_packets_total{engine="tcpdump",interface="en\\"0",where="kernel"} 4',
        'jamscope_dropped_packets_total{engine="tcpdump",interface="en\\"0",where="interface"} 1',
        'jamscope_flows_total 30',
        'jamscope_flows_held 30',
        'jamscope_flows_open 0',
        `jamscope_findings{rule="${finding.rule}",severity="${finding.severity}",state="${finding.state}"} ${alike}`,
        `jamscope_service_status{service="${service.id}",status="${service.status}"} 1`,
        'jamscope_lag_seconds 0.25',
        'jamscope_resident_memory_bytes 90000000',
        'jamscope_lines_dropped_total 3',
      ]),
    );
  });

  it('counts a last time when all is judged, and says that nothing is captured any more', async () => {
    const { metrics, lines } = await started();
    metrics.look(snapshot);
    const { capture } = snapshot;
    metrics.look({ ...snapshot, capture: { ...capture, packets: 4321 } }, [], true);
    expect(await lines()).toContain('jamscope_packets_total 4321');
    metrics.end();
    expect(await lines()).toContain('jamscope_capturing{engine="tcpdump",interface="en\\"0"} 0');
  });

  it('names no host and no address', async () => {
    const { metrics } = await started();
    metrics.look(snapshot);
    expect(await metrics.text()).not.toMatch(/10\.20\.|apple\.com|corp\.example/);
  });

  it('does not count what the site accepts', async () => {
    const { metrics, lines } = await started();
    const exception = { reason: 'known', until: '2026-12-31' };
    const [first] = snapshot.findings;
    const accepted = { ...first, exception };
    metrics.look({ ...snapshot, findings: [accepted, { ...first, key: 'another' }] });
    const counted = (await lines()).filter((line) => line.startsWith('jamscope_findings{'));
    expect(counted).toEqual([expect.stringMatching(/ 1$/)]);
  });

  it('forgets what is over', async () => {
    let now = 0;
    const { metrics, lines } = await started({ now: () => now });
    metrics.look(snapshot);
    metrics.look(sampleSnapshot([], { services: [] }));
    expect((await lines()).some((line) => line.startsWith('jamscope_findings{'))).toBe(true);
    now = UPDATE_EVERY;
    metrics.look(sampleSnapshot([], { services: [] }));
    expect((await lines()).filter((line) => /^jamscope_(?:findings|service_status)/.test(line))).toEqual([]);
    expect((await lines()).filter((line) => line.startsWith('jamscope_packets_total'))).toHaveLength(1);
  });

  it('tells of a recording where there is one', async () => {
    const recording = { files: [], filesDeleted: 0, bytes: 0, packets: 7, packetsLost: 2, stopped: true };
    const { metrics, lines } = await started({ recording: () => recording, lag: () => undefined });
    metrics.look(snapshot);
    const told = await lines();
    for (const line of ['recorded_packets_total 7', 'recording_lost_packets_total 2', 'recording_stopped 1'])
      expect(told).toContain(`jamscope_${line}`);
    expect(told.some((line) => line.startsWith('jamscope_lag'))).toBe(false);
  });
});
