/** Figures of a live capture for Prometheus. Labels are rules, services, interfaces: bounded, and no address or name from the wire. */
import { Counter, Gauge, Registry } from 'prom-client';
import type { FeedStatus } from '../analyze/live-analysis.ts';
import type { RecordingReport } from '../engine/contract-lines.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { Watcher } from './live-watch.ts';
import { TOOL } from './tool.ts';

/** ms between two updates: a snapshot's flows are counted one by one. */
export const UPDATE_EVERY = 5000;

export interface MetricsSurroundings {
  readonly feeds: () => readonly FeedStatus[];
  /** Seconds between a packet's time and now, as far as it is known. */
  readonly lag: () => number | undefined;
  /** Bytes. */
  readonly memory: () => number;
  readonly recording: () => RecordingReport | undefined;
  readonly linesDropped: () => number;
  /** ms of a clock that only goes forward. */
  readonly now: () => number;
}

type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

export class Metrics implements Watcher {
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #around: MetricsSurroundings;
  readonly #registry = new Registry();
  readonly #metrics = new Map<string, Counter | Gauge>();
  #updated = Number.NEGATIVE_INFINITY;

  constructor(around: MetricsSurroundings) {
    this.#around = around;
    this.#gauge('jamscope_info', 'Which program this is.', [[1, { version: TOOL.version }]]);
  }

  /** As Prometheus reads it. */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  look(snapshot: Snapshot, _changes: readonly unknown[] = [], isLast = false): void {
    const now = this.#around.now();
    if (!isLast && now - this.#updated < UPDATE_EVERY) return;
    this.#updated = now;
    this.#capture(snapshot);
    this.#engines();
    this.#flows(snapshot);
    this.#verdicts(snapshot);
    this.#ourselves();
  }

  /** Nothing is captured any more, however it ended. */
  end(): void {
    this.#engines(false);
    this.#ourselves();
  }

  #capture({ capture }: Snapshot): void {
    this.#counter('jamscope_packets_total', 'Packets analysed.', [[capture.packets]]);
    this.#counter('jamscope_bytes_total', 'Bytes of the packets analysed, as captured.', [[capture.bytes]]);
    this.#counter('jamscope_undecoded_packets_total', 'Packets that could not be decoded.', [
      [capture.undecodedPackets],
    ]);
    const anomalies = capture.anomalies.map(({ code, count }): Sample => [count, { code }]);
    this.#counter('jamscope_anomalies_total', 'What was odd, or beyond a bound.', anomalies, ['code']);
  }

  /** Of each interface the engine that captures now; its figures begin anew when it is opened again. */
  #engines(goesOn = true): void {
    const received: Sample[] = [];
    const dropped: Sample[] = [];
    const capturing: Sample[] = [];
    for (const { live, state } of this.#around.feeds()) {
      const labels = { engine: live.engine, interface: live.interfaceName };
      const { counts } = live;
      capturing.push([goesOn && state === 'capturing' ? 1 : 0, labels]);
      if (counts.received !== undefined) received.push([counts.received, labels]);
      if (counts.dropped !== undefined) dropped.push([counts.dropped, { ...labels, where: 'kernel' }]);
      if (counts.interfaceDropped !== undefined)
        dropped.push([counts.interfaceDropped, { ...labels, where: 'interface' }]);
    }
    const names = ['engine', 'interface'];
    this.#gauge('jamscope_capturing', '1 while the interface is captured.', capturing, names);
    this.#counter('jamscope_received_packets_total', 'Packets that the engine received.', received, names);
    this.#counter('jamscope_dropped_packets_total', 'Packets lost in front of the analysis.', dropped, [
      ...names,
      'where',
    ]);
  }

  #flows(snapshot: Snapshot): void {
    const { flowCount, flowIds } = snapshot;
    let open = 0;
    for (let index = 0; index < flowIds.length; index++) if (snapshot.isOpen(flowIds.at(index))) open++;
    this.#counter('jamscope_flows_total', 'Flows seen.', [[flowCount]]);
    this.#gauge('jamscope_flows_held', 'Flows in the table.', [[flowIds.length]]);
    this.#gauge('jamscope_flows_open', 'Flows that go on.', [[open]]);
    this.#counter('jamscope_flows_forgotten_total', 'Flows that went from the table.', [[flowCount - flowIds.length]]);
  }

  #verdicts({ findings, services }: Snapshot): void {
    const counts = new Map<string, [number, Record<string, string>]>();
    for (const { rule, severity, state, exception } of findings) {
      if (exception !== undefined) continue;
      const key = `${rule} ${severity} ${state}`;
      const sample = counts.get(key) ?? [0, { rule, severity, state }];
      sample[0]++;
      counts.set(key, sample);
    }
    const labels = ['rule', 'severity', 'state'];
    this.#gauge(
      'jamscope_findings',
      'Findings by rule, severity and state, but for those that the site configuration accepts.',
      [...counts.values()],
      labels,
    );
    const statuses = services.map(({ id, status }): Sample => [1, { service: id, status }]);
    this.#gauge('jamscope_service_status', '1 for the status that the service has.', statuses, ['service', 'status']);
  }

  #ourselves(): void {
    const { lag, memory, recording, linesDropped } = this.#around;
    const behind = lag();
    this.#gauge(
      'jamscope_lag_seconds',
      'How far the analysis is behind the clock.',
      behind === undefined ? [] : [[behind]],
    );
    this.#gauge('jamscope_resident_memory_bytes', 'Memory of this process.', [[memory()]]);
    this.#counter('jamscope_lines_dropped_total', 'Lines of output that nobody took in time.', [[linesDropped()]]);
    const recorded = recording();
    if (recorded === undefined) return;
    this.#counter('jamscope_recorded_packets_total', 'Packets recorded.', [[recorded.packets]]);
    this.#counter('jamscope_recording_lost_packets_total', 'Packets that could not be recorded.', [
      [recorded.packetsLost],
    ]);
    this.#gauge('jamscope_recording_stopped', '1 when recording has failed for good.', [[recorded.stopped ? 1 : 0]]);
  }

  #gauge(name: string, help: string, samples: readonly Sample[], labelNames?: readonly string[]): void {
    const metric = this.#metric(name, () => new Gauge(this.#described(name, help, samples, labelNames))) as Gauge;
    metric.reset();
    for (const [value, labels = {}] of samples) metric.set(labels, value);
    // One without labels would be 0.
    if (samples.length === 0 && labelNames === undefined) metric.remove();
  }

  /** What is counted is known as a whole. */
  #counter(name: string, help: string, samples: readonly Sample[], labelNames?: readonly string[]): void {
    const metric = this.#metric(name, () => new Counter(this.#described(name, help, samples, labelNames))) as Counter;
    metric.reset();
    for (const [value, labels = {}] of samples) metric.inc(labels, value);
  }

  #described(name: string, help: string, samples: readonly Sample[], labelNames?: readonly string[]) {
    const names = labelNames ?? Object.keys(samples[0]?.[1] ?? {});
    return { name, help, labelNames: [...names], registers: [this.#registry] };
  }

  #metric(name: string, make: () => Counter | Gauge): Counter | Gauge {
    const metric = this.#metrics.get(name) ?? make();
    this.#metrics.set(name, metric);
    return metric;
  }
}
