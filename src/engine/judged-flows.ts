/** The flows of a snapshot with what the findings say of them: as rows of a table, and as reports. */
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { FindingDraft } from '../detect/detector.ts';
import { communityId } from '../flow/community-id.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { FIRST, FLAG, FLAGS, ID, ROW_EVENTS, ROW_WORDS, SERVER_NAME, SERVICE_SET } from '../flow/row-layout.ts';
import type { FlowReport } from './contract.ts';
import { flowVerdictOf, MAX_NAMED } from './findings.ts';
import { addressOf } from './flow-facts-of.ts';
import type { FlowIdentity } from './flow-identity.ts';
import { createFlowLine } from './flow-line.ts';
import { flowReport } from './flow-report.ts';
import { heldFlows } from './held-flows.ts';
import type { FlowEnds } from './host-report.ts';
import type { Judge } from './judge.ts';
import type { Finding, FlowIds, FlowRow } from './snapshot.ts';

interface Verdict {
  readonly says: FlowVerdict;
  readonly draft: FindingDraft;
}

export class JudgedFlows {
  readonly #table: FlowTable;
  readonly #judge: Judge;
  readonly #identity: FlowIdentity;
  /** Capture time up to which flows were watched, ns. */
  readonly #watchedUntil: number;
  /** Of the flows that the table holds. */
  readonly ids: FlowIds;
  readonly #rowOf: (id: number) => number;
  /** Of flows that a finding judges, by id; all flows of a finding share theirs. */
  readonly #verdicts = new Map<number, Verdict>();
  /** Flow id -> ids of the findings that name it. */
  readonly #findings = new Map<number, string[]>();
  readonly #line: (row: number) => FlowRow;

  constructor(table: FlowTable, judge: Judge, identity: FlowIdentity, watchedUntil: number) {
    this.#table = table;
    this.#judge = judge;
    this.#identity = identity;
    this.#watchedUntil = watchedUntil;
    const { ids, rowOf } = heldFlows(table);
    this.ids = ids;
    this.#rowOf = rowOf;
    this.#line = createFlowLine({ table, judge, identity, verdictOf: (row) => this.#verdictOf(row) });
  }

  /** `finding` was made of `draft`. The first that judges a flow gives its verdict: findings come worst first. */
  judge(finding: Finding, draft: FindingDraft): void {
    const says = flowVerdictOf(draft);
    const verdict = says && { says, draft };
    for (const id of draft.flows) if (verdict !== undefined && !this.#verdicts.has(id)) this.#verdicts.set(id, verdict);
    for (const id of draft.flows.slice(0, MAX_NAMED)) {
      const named = this.#findings.get(id);
      if (named === undefined) this.#findings.set(id, [finding.id]);
      else named.push(finding.id);
    }
  }

  /** Starts of the flows that a finding judges, ns. */
  *failureTimes(): Iterable<number> {
    for (const id of this.#verdicts.keys()) {
      const row = this.#rowOf(id);
      if (row >= 0) yield this.#table.events[row * ROW_EVENTS + FIRST];
    }
  }

  /** Flows of interest that a report does not print. */
  omitted(): number {
    let omitted = 0;
    for (const id of this.#verdicts.keys()) if (this.#rowOf(id) >= 0 && !this.#findings.has(id)) omitted++;
    // Few of the other flows: a look into the maps for each of 100 000 would take 6 ms.
    const { words, count } = this.#table;
    for (let row = 0; row < count; row++) {
      if ((words[row * ROW_WORDS + FLAGS] & (FLAG.ofInterest | FLAG.retained)) !== FLAG.ofInterest) continue;
      const id = this.#idOf(row);
      if (id !== 0 && !this.#verdicts.has(id) && !this.#findings.has(id)) omitted++;
    }
    return omitted;
  }

  /** See `Snapshot.row`. */
  row(id: number): FlowRow {
    const row = this.#rowOf(id);
    return row < 0 ? { ...EMPTY_ROW, id } : this.#line(row);
  }

  /** See `Snapshot.isOpen`. */
  isOpen(id: number): boolean {
    const row = this.#rowOf(id);
    return row >= 0 && (this.#flagsOf(row) & FLAG.settled) === 0;
  }

  /** See `Snapshot.isReported`. */
  isReported(id: number, all: boolean): boolean {
    const row = this.#rowOf(id);
    return row >= 0 && this.#isReported(row, all);
  }

  /** See `Snapshot.flow`; `timestamp` makes RFC 3339 of ns. */
  report(id: number, timestamp: (time: number) => string): FlowReport | undefined {
    const row = this.#rowOf(id);
    return row < 0 ? undefined : this.#report(row, timestamp);
  }

  /** See `Snapshot.reportedFlows`. */
  *reports(all: boolean, timestamp: (time: number) => string): Iterable<FlowReport> {
    for (const row of this.#reportedRows(all)) yield this.#report(row, timestamp);
  }

  /** Of the flows that a report prints. */
  *ends(): Iterable<FlowEnds> {
    for (const row of this.#reportedRows(false)) yield this.#endsOf(row);
  }

  #endsOf(row: number): FlowEnds {
    const at = row * ROW_WORDS;
    const { words } = this.#table;
    const flags = words[at + FLAGS];
    return {
      client: addressOf(this.#table, row, ORIGINATOR),
      server: addressOf(this.#table, row, RESPONDER),
      serverName: this.#identity.serverNames.value(words[at + SERVER_NAME]),
      alike: words[at + SERVICE_SET] * 2 + Number((flags & FLAG.proxied) !== 0),
      facts: () => this.#judge.facts(row, this.#watchedUntil),
    };
  }

  #report(row: number, timestamp: (time: number) => string): FlowReport {
    const id = this.#idOf(row);
    return flowReport(this.#judge.facts(row, this.#watchedUntil), {
      verdict: this.#verdictOf(row),
      judgedBy: this.#verdicts.get(id)?.draft,
      findings: this.#findings.get(id) ?? [],
      communityId: communityId(this.#table, row),
      timestamp,
    });
  }

  #verdictOf(row: number): FlowVerdict {
    const judged = this.#verdicts.get(this.#idOf(row));
    if (judged !== undefined) return judged.says;
    if (this.#table.words[row * ROW_WORDS + SERVICE_SET] === 0) return 'unrelated';
    return this.#flagsOf(row) & FLAG.succeeded ? 'ok' : 'undecided';
  }

  #isReported(row: number, all: boolean): boolean {
    const id = this.#idOf(row);
    if (id === 0) return false;
    if (all || this.#findings.has(id)) return true;
    const flags = this.#flagsOf(row);
    // A flow that a detector kept, but no finding names, is one of many: it counts as omitted.
    return (flags & FLAG.ofInterest) !== 0 && (flags & FLAG.retained) !== 0 && !this.#verdicts.has(id);
  }

  *#reportedRows(all: boolean): Iterable<number> {
    for (const row of this.#rowsInOrder()) if (this.#isReported(row, all)) yield row;
  }

  /** 0 where the flow was evicted. */
  #idOf(row: number): number {
    return this.#table.words[row * ROW_WORDS + ID];
  }

  #flagsOf(row: number): number {
    return this.#table.words[row * ROW_WORDS + FLAGS];
  }

  /** Rows by flow id. */
  *#rowsInOrder(): Iterable<number> {
    for (let index = 0; index < this.ids.length; index++) yield this.#rowOf(this.ids.at(index));
  }
}

/** What `row` says of a flow that was evicted. */
const EMPTY_ROW: FlowRow = {
  id: 0,
  transport: 'tcp',
  originatorAddress: '',
  originatorPort: 0,
  responderAddress: '',
  responderPort: 0,
  serverName: undefined,
  process: undefined,
  protocol: 'unknown',
  connState: 'OTH',
  services: [],
  verdict: 'unrelated',
  packets: 0,
  bytes: 0,
  firstTime: 0,
  lastTime: 0,
  open: false,
};
