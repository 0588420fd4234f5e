/** Which lines of NDJSON are due, from one snapshot of a capture that goes on to the next. Each flow comes once, when it has ended. */
import type { FindingChangeKind, Line } from '../engine/contract-lines.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { findingLine, flowLine, serviceLine } from './lines.ts';

/** ms between two lines that say of a finding that it has changed: its count may grow with every packet. */
export const CHANGED_EVERY = 10_000;
/** Flows that go on and are to be told of when they end. The oldest go; more cannot be in the flow table. */
export const MAX_OPEN = 2 ** 20;
/** Of those, how many are looked at in one go: 1 to 2 ms. */
export const MAX_LOOKED = 16_384;
/** Flow lines in one go. The others come with the next. */
export const MAX_FLOW_LINES = 1000;

export interface Change {
  readonly kind: FindingChangeKind;
  readonly finding: Finding;
}

export class LineNews {
  /** Flows that were never told of, as there were too many. */
  flowsOmitted = 0;
  readonly #allFlows: boolean;
  /** By id of the service. */
  readonly #statuses = new Map<string, string>();
  /** ms at which a finding had its last line, by key; it is known as long as the finding is. */
  readonly #told = new Map<string, number>();
  /** Keys of findings that have changed since. */
  readonly #changed = new Set<string>();
  /** Ids of flows that were not told of, in the order in which they are looked at. */
  #waiting: number[] = [];
  #lastId = 0;

  constructor(allFlows: boolean) {
    this.#allFlows = allFlows;
  }

  /** `now`: ms of a clock that only goes forward; `time`: what the calendar says, for the lines. */
  *lines(snapshot: Snapshot, changes: readonly Change[], now: number, time?: string): Iterable<Line> {
    yield* this.#findings(snapshot, changes, now, time);
    yield* this.#services(snapshot, time);
    yield* this.#flows(snapshot, time, MAX_LOOKED, MAX_FLOW_LINES);
  }

  /** Behind the last of `lines`: all that was held back. */
  *end(snapshot: Snapshot, now: number, time?: string): Iterable<Line> {
    yield* this.#overdue(snapshot, now, time, 0);
    yield* this.#flows(snapshot, time, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  *#findings(snapshot: Snapshot, changes: readonly Change[], now: number, time?: string): Iterable<Line> {
    for (const { kind, finding } of changes) {
      if (kind === 'changed' && now - (this.#told.get(finding.key) ?? Number.NEGATIVE_INFINITY) < CHANGED_EVERY) {
        this.#changed.add(finding.key);
        continue;
      }
      this.#changed.delete(finding.key);
      this.#told.set(finding.key, now);
      if (kind === 'gone') this.#told.delete(finding.key);
      yield findingLine(finding, snapshot, time, kind);
    }
    yield* this.#overdue(snapshot, now, time, CHANGED_EVERY);
  }

  *#overdue(snapshot: Snapshot, now: number, time: string | undefined, after: number): Iterable<Line> {
    if (this.#changed.size === 0) return;
    for (const finding of snapshot.findings) {
      const { key } = finding;
      if (!this.#changed.has(key) || now - this.#told.get(key)! < after) continue;
      this.#changed.delete(key);
      this.#told.set(key, now);
      yield findingLine(finding, snapshot, time, 'changed');
    }
  }

  *#services({ services }: Snapshot, time?: string): Iterable<Line> {
    for (const service of services) {
      const before = this.#statuses.get(service.id) ?? 'not-observed';
      if (before === service.status) continue;
      this.#statuses.set(service.id, service.status);
      yield serviceLine(service, time);
    }
  }

  /** Those that go on are looked at in turn, so that a hundred thousand of them cost no more than some. */
  *#flows(snapshot: Snapshot, time: string | undefined, mostLooked: number, mostLines: number): Iterable<Line> {
    this.#take(snapshot.flowCount);
    const waiting = this.#waiting;
    const open: number[] = [];
    let looked = 0;
    for (let lines = 0; looked < waiting.length && looked < mostLooked && lines < mostLines; looked++) {
      const id = waiting[looked];
      if (snapshot.isOpen(id)) {
        open.push(id);
        continue;
      }
      const line = snapshot.isReported(id, this.#allFlows) ? flowLine(id, snapshot, time) : undefined;
      if (line === undefined) continue;
      lines++;
      yield line;
    }
    this.#waiting = looked === 0 ? waiting : [...waiting.slice(looked), ...open];
  }

  #take(flowCount: number): void {
    const first = Math.max(this.#lastId, flowCount - MAX_OPEN);
    this.flowsOmitted += first - this.#lastId;
    for (let id = first + 1; id <= flowCount; id++) this.#waiting.push(id);
    this.#lastId = flowCount;
    const excess = this.#waiting.length - MAX_OPEN;
    if (excess <= 0) return;
    this.flowsOmitted += excess;
    this.#waiting = this.#waiting.slice(excess);
  }
}
