/**
 * The analysis, sans I/O: frames in, snapshots out. It reads no clock: time is that of the packets, and `advance` where
 * none arrive. Intake counts and follows flows, records hold what probes saw, the judge assigns flows and asks detectors.
 */

import { ipAddressText } from '../bytes/ip-address.ts';
import type { Frame } from '../capture/frame.ts';
import type { RecordRun } from '../capture/record-run.ts';
import type { Catalogue } from '../catalogue/match.ts';
import type { NamedProcess } from '../classify/flow-facts.ts';
import type { Detector } from '../detect/detector.ts';
import { FlowTable } from '../flow/flow-table.ts';
import { PIECE, PIECE_COUNT, WINDOW } from '../flow/memory-map.ts';
import { FLAG, FLAGS, ID, ROW_WORDS } from '../flow/row-layout.ts';
import type { Probe } from '../probe/probe.ts';
import { Anomalies } from './anomalies.ts';
import type { InputReport } from './contract.ts';
import { FlowIdentity } from './flow-identity.ts';
import { FlowRecords } from './flow-records.ts';
import { FrameProcesses } from './frame-processes.ts';
import { Intake } from './intake.ts';
import { Judge } from './judge.ts';
import { OpenFlows } from './open-flows.ts';
import { surplus } from './quiet-flows.ts';
import type { Snapshot } from './snapshot.ts';
import { type CaptureClock, SnapshotBuilder } from './snapshot-builder.ts';

/** Flows that a capture which goes on keeps in the table. */
export const MAX_LIVE_FLOWS = 131_072;

export interface EngineOptions {
  readonly catalogue: Catalogue;
  readonly probes: readonly Probe[];
  readonly detectors: readonly Detector[];
  /** Keep the details of every flow (bounded), not only of those that a report prints by default. */
  readonly retainAll?: boolean;
  /** Let errors of probes and detectors through: for tests. */
  readonly rethrow?: boolean;
  /** The capture goes on: flows are judged while they are open, findings are cleared, and what is old makes room for what is new. */
  readonly live?: boolean;
  /** Seed of the flow table's hash, so that no capture can be made to collide. */
  readonly hashSeed?: number;
}

export class Engine {
  readonly #table: FlowTable;
  readonly #anomalies = new Anomalies();
  readonly #records: FlowRecords;
  readonly #processes: FrameProcesses;
  readonly #identity: FlowIdentity;
  readonly #judge: Judge;
  readonly #intake: Intake;
  readonly #snapshots: SnapshotBuilder;
  readonly #open: OpenFlows | undefined;

  constructor(options: EngineOptions) {
    const rethrow = options.rethrow ?? false;
    this.#table = new FlowTable(options.hashSeed, options.live ? MAX_LIVE_FLOWS : undefined);
    this.#records = new FlowRecords(
      this.#table,
      options.probes,
      this.#anomalies,
      (row, observation) => this.#judge.observed(row, observation),
      rethrow,
      options.live,
    );
    this.#processes = new FrameProcesses(() => this.#anomalies.count('process-unknown', this.#table.at()));
    const { catalogue, detectors, live = false, retainAll = false } = options;
    const identity = new FlowIdentity(this.#table, this.#records, catalogue, this.#anomalies, live);
    this.#identity = identity;
    const records = this.#records;
    const policy = { retainAll, rethrow, live };
    this.#judge = new Judge(this.#table, records, identity, catalogue, detectors, this.#anomalies, policy);
    if (live) this.#open = new OpenFlows(this.#table, (row) => this.#look(row));
    this.#intake = new Intake(
      this.#table,
      {
        payload: (row, direction, view) => records.payload(row, direction, view),
        notable: (row, direction, view, event) => records.notable(row, direction, view, event),
        icmp: (view) => records.icmp(view),
        process: (row, frame, pktapOffset) =>
          records.process(row, () => this.#processes.of(this.#intake.input, frame, pktapOffset)),
        settle: (row) => this.#settle(row),
        evict: () => this.#evict(),
      },
      this.#anomalies,
      servicePorts(catalogue),
    );
    this.#snapshots = new SnapshotBuilder(this.#table, this.#intake, this.#judge, identity, this.#anomalies, catalogue);
  }

  /** Frames that follow come from this input. */
  input(index: number): void {
    this.#intake.input = index;
  }

  frame(frame: Frame): void {
    this.#intake.frame(frame);
  }

  /** Memory for an input's bytes: what is read into it need not come frame by frame. */
  get pieces(): Uint8Array<ArrayBuffer>[] {
    const { buffer } = this.#table;
    return Array.from({ length: PIECE_COUNT }, (_, index) => new Uint8Array(buffer, WINDOW + index * PIECE, PIECE));
  }

  records(run: RecordRun): void {
    this.#intake.records(run);
  }

  /** A name-resolution record of the capture file: 4 or 16 address bytes. */
  name(address: Uint8Array, names: readonly string[]): void {
    this.#identity.names.fix(ipAddressText(address, 0, address.length === 4 ? 4 : 6), names);
  }

  /** A process block of the capture file: frames of this input and section name it by `index`. */
  process(input: number, section: number, index: number, process: NamedProcess): void {
    this.#processes.add(input, section, index, process);
  }

  /** Time passes, with packets or without; ns since the first packet. What `look` returns. */
  advance(time: number): boolean {
    this.#intake.advance(time);
    const more = this.look(time);
    if (this.#open !== undefined) this.#judgeSurplus(time);
    this.#judge.review(time);
    return more;
  }

  /** Looks at flows that go on, some at a time. True where more are due at this time. */
  look(time: number): boolean {
    return this.#open?.review(time) ?? false;
  }

  #judgeSurplus(time: number): void {
    const rows = surplus(this.#table, this.#records.followed, (row) => this.#records.isFollowed(row), time);
    for (const row of rows) this.#intake.settle(row);
    if (rows.length > 0) this.#anomalies.count('flows-judged-early', this.#table.last(rows[0]), rows.length);
  }

  /**
   * The watch was broken off: the clock was set, or the machine slept. What was seen until then is judged as it stands, as at the end of a
   * capture; packets that come from now on are of flows whose start was not seen. `why` becomes an anomaly.
   */
  interrupt(why: 'clock-stepped' | 'watch-interrupted'): void {
    if (why === 'clock-stepped') this.#anomalies.count('clock-stepped', this.#table.at());
    else this.#anomalies.count('watch-interrupted', this.#table.at());
    this.#intake.interrupt();
    this.#open?.forget();
    this.#judge.reviewAll(this.#intake.watchedUntil);
  }

  /** The capture has ended: what is open is judged. */
  end(): void {
    this.#intake.end();
    this.#judge.end();
    this.#identity.end();
    this.#judge.reviewAll(this.#intake.watchedUntil);
  }

  /** Gives back the memory. Nothing may be asked from then on, of snapshots neither. */
  release(): void {
    this.#table.release();
  }

  /** `inputs` as far as they were read. */
  snapshot(inputs: readonly InputReport[], clock: CaptureClock): Snapshot {
    return this.#snapshots.build(inputs, clock);
  }

  /** A flow that is quiet: an answered look-up is over. To wait for another from its port took 1.6 KB each, for a minute. */
  #look(row: number): void {
    if (this.#records.isAtRest(row)) this.#intake.retire(row);
    else this.#judge.preview(row, this.#intake.watchedUntil);
  }

  #settle(row: number): void {
    const { watchedUntil } = this.#intake;
    if (this.#open?.isKnown(row)) this.#judge.settleKnown(row, watchedUntil);
    else this.#judge.settle(row, watchedUntil);
  }

  /**
   * Makes room: of the older half, flows that were judged and released go. When they are few, all such go; when there are none, the older
   * half is judged first; and when findings show them all, the older half goes all the same.
   */
  #evict(): void {
    this.#intake.sweep(this.#intake.watchedUntil);
    this.#judge.details.releaseForgotten();
    let evicted = this.#evictWhere((id, flags) => this.#isOlder(id) && !(flags & FLAG.retained));
    if (evicted < this.#table.count / 8) evicted += this.#evictReleased();
    if (evicted === 0) evicted = this.#settleOlderHalf() || this.#evictWhere((id) => this.#isOlder(id));
    this.#identity.releaseNames();
    this.#anomalies.count('flows-evicted', this.#table.last(0), evicted);
  }

  #evictReleased(): number {
    return this.#evictWhere((_, flags) => !(flags & FLAG.retained));
  }

  #isOlder(id: number): boolean {
    const { lastId, count } = this.#table;
    return id <= lastId - (count >> 1);
  }

  /** Of the flows that were judged. */
  #evictWhere(goes: (id: number, flags: number) => boolean): number {
    const table = this.#table;
    let evicted = 0;
    for (let row = 0; row < table.count; row++) {
      const id = table.words[row * ROW_WORDS + ID];
      const flags = table.words[row * ROW_WORDS + FLAGS];
      if (id === 0 || !(flags & FLAG.settled) || !goes(id, flags)) continue;
      this.#records.drop(row);
      table.evict(row);
      evicted++;
    }
    return evicted;
  }

  #settleOlderHalf(): number {
    const { words, count } = this.#table;
    for (let row = 0; row < count; row++) {
      const id = words[row * ROW_WORDS + ID];
      if (id !== 0 && this.#isOlder(id) && !(words[row * ROW_WORDS + FLAGS] & FLAG.settled)) this.#intake.settle(row);
    }
    return this.#evictReleased();
  }
}

/** `Intake`'s table of ports that are documented, or that the site declares. */
function servicePorts(catalogue: Catalogue): Uint8Array {
  const ports = new Uint8Array(65_536);
  for (const row of catalogue.rows) {
    for (const documented of [row.ports, row.portsInPractice ?? {}, ...row.hosts]) {
      for (const [bit, spans] of [
        [1, documented.tcp],
        [2, documented.udp],
      ] as const) {
        for (const span of spans ?? []) {
          const [first, last] = typeof span === 'number' ? [span, span] : span;
          // A range is where a server may land, not where one listens: it says nothing of who responds.
          if (last === first) ports[first] |= bit;
        }
      }
    }
  }
  for (const { ports: own = [] } of catalogue.site.hosts) for (const port of own) ports[port] |= 3;
  ports[53] |= 3;
  return ports;
}
