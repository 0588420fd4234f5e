/** Draws up what is known at one moment: findings, services, flows, hosts and the capture's conditions. */
import { timestampText } from '../bytes/timestamp.ts';
import type { Catalogue } from '../catalogue/match.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { CaptureLimit, FlowVerdict } from '../classify/vocabulary.ts';
import type { FindingDraft } from '../detect/detector.ts';
import { communityId } from '../flow/community-id.ts';
import { connState } from '../flow/conn-state.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { portsOf } from '../flow/flow-row.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import {
  BYTES,
  FIRST,
  FLAG,
  FLAGS,
  ID,
  LAST_TIME,
  PACKETS,
  PROTOCOL,
  ROW_EVENTS,
  ROW_NUMBERS,
  ROW_WORDS,
  SERVER_NAME,
  SERVICE_SET,
} from '../flow/row-layout.ts';
import type { Anomalies } from './anomalies.ts';
import { captureFactsOf } from './capture-facts.ts';
import type { CaptureReport, FlowReport, InputReport, SummaryReport } from './contract.ts';
import type { CaptureClock } from './engine.ts';
import { familyOf, findingsOf, flowVerdictOf, MAX_NAMED } from './findings.ts';
import { addressOf } from './flow-facts-of.ts';
import type { FlowIdentity } from './flow-identity.ts';
import { flowReport } from './flow-report.ts';
import { atOf } from './frame-place.ts';
import { hostReports } from './host-report.ts';
import type { Intake } from './intake.ts';
import type { Judge } from './judge.ts';
import { configurationReport, SiteExceptions, withSiteSeverity } from './site-judgement.ts';
import type { Finding, FlowRow, Snapshot } from './snapshot.ts';

interface FlowJudgements {
  readonly verdicts: ReadonlyMap<number, FlowVerdict>;
  /** Flow id -> ids of the findings that name it. */
  readonly findings: ReadonlyMap<number, readonly string[]>;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export class SnapshotBuilder {
  readonly #table: FlowTable;
  readonly #intake: Intake;
  readonly #judge: Judge;
  readonly #identity: FlowIdentity;
  readonly #anomalies: Anomalies;
  readonly #catalogue: Catalogue;
  #version = 0;

  constructor(
    table: FlowTable,
    intake: Intake,
    judge: Judge,
    identity: FlowIdentity,
    anomalies: Anomalies,
    catalogue: Catalogue,
  ) {
    this.#table = table;
    this.#intake = intake;
    this.#judge = judge;
    this.#identity = identity;
    this.#anomalies = anomalies;
    this.#catalogue = catalogue;
  }

  build(inputs: readonly InputReport[], clock: CaptureClock): Snapshot {
    const intake = this.#intake;
    const timestamp = (time: number) => timestampText(clock.epoch + BigInt(Math.round(time)), clock.digits);
    const facts = captureFactsOf(inputs, intake, this.#judge, this.#table, timestamp);
    const limits = [...facts.limits];
    const concluded = this.#judge.conclude(facts);
    const drafts = withSiteSeverity(concluded, this.#catalogue.site);
    const exceptions = new SiteExceptions(this.#catalogue, timestamp);
    const [firstTime, lastTime] = intake.packets === 0 ? [0, 0] : [intake.firstTime, intake.lastTime];
    const findings = findingsOf(drafts, firstTime, lastTime, (...finding) => exceptions.of(...finding));
    const configuration = configurationReport(this.#catalogue, exceptions.report(findings, lastTime));
    const byKey = new Map(drafts.map((draft) => [`${draft.rule} ${draft.cause}`, draft]));
    const judgements = judgementsOf(findings, byKey);
    const rowOfId = this.#rowsById();
    const services = this.#judge.tally.report(
      this.#catalogue.rows,
      byKey,
      findings,
      this.#judge.successes,
      limits,
      this.#identity.resolvedOnly(),
    );
    const report = (row: number): FlowReport => this.#flow(row, judgements, timestamp);
    const roles = this.#identity.roles;
    const flows = (rows: Iterable<number>) => this.#facts(rows);
    const reportedRows = (all: boolean) => this.#reportedRows(judgements, all);
    return {
      version: ++this.#version,
      capture: {
        ...this.#capture(inputs, limits, judgements, timestamp),
        ...(configuration === undefined ? {} : { configuration }),
      },
      summary: this.#summary(
        findings,
        judgements,
        services.some(({ status }) => status === 'healthy' || status === 'degraded'),
      ),
      // Drawn up when asked for: a report asks once, the screen four times a second for all else.
      get hosts() {
        return hostReports(flows(reportedRows(false)), roles);
      },
      services,
      findings,
      flowCount: this.#table.lastId,
      row: this.#rowReader(judgements, rowOfId),
      flow: (id) => {
        const row = rowOfId(id);
        return row < 0 ? undefined : report(row);
      },
      *reportedFlows(all) {
        for (const row of reportedRows(all)) yield report(row);
      },
      timestamp,
    };
  }

  #capture(
    inputs: readonly InputReport[],
    limits: CaptureLimit[],
    judgements: FlowJudgements,
    timestamp: (time: number) => string,
  ): CaptureReport {
    const intake = this.#intake;
    const empty = intake.packets === 0;
    const { timeline } = intake;
    return {
      inputs: [...inputs],
      packets: intake.packets,
      bytes: intake.bytes,
      firstTime: empty ? null : timestamp(intake.firstTime),
      lastTime: empty ? null : timestamp(intake.lastTime),
      durationSeconds: empty ? 0 : (intake.lastTime - intake.firstTime) / 1e9,
      undecodedPackets: intake.undecoded,
      duplicatePackets: intake.duplicates,
      anomalies: this.#anomalies.list().map(({ code, count, first }) => ({ code, count, first: atOf(first) })),
      limits,
      timeline: {
        stepSeconds: timeline.step / 1e9,
        flows: Array.from(timeline.flows.subarray(0, timeline.length)),
        failures: timeline.spread(this.#failureTimes(judgements)),
        bytes: Array.from(timeline.bytes.subarray(0, timeline.length)),
      },
    };
  }

  /** Starts of the flows that a finding judges, ns. */
  *#failureTimes(judgements: FlowJudgements): Iterable<number> {
    const rowOfId = this.#rowsById();
    for (const id of judgements.verdicts.keys()) {
      const row = rowOfId(id);
      if (row >= 0) yield this.#table.events[row * ROW_EVENTS + FIRST];
    }
  }

  #summary(findings: readonly Finding[], judgements: FlowJudgements, reached: boolean): SummaryReport {
    const counts = { error: 0, warning: 0, info: 0 };
    const counted = findings.filter(({ exception }) => exception === undefined);
    const excepted = findings.length - counted.length;
    for (const finding of counted) counts[finding.severity]++;
    const faults = counted.some(isFault);
    // What is accepted was judged all the same.
    const judged = reached || findings.some(isFault);
    let omitted = 0;
    for (let row = 0; row < this.#table.count; row++) {
      const interesting = this.#ofInterest(row, judgements);
      if (interesting && !this.#isReported(row, judgements, false)) omitted++;
    }
    return {
      verdict: faults ? 'problems' : judged ? 'clean' : 'inconclusive',
      flows: this.#table.lastId,
      jamfFlows: this.#judge.jamfFlows,
      flowsOmitted: omitted,
      findings: counts,
      ...(excepted === 0 ? {} : { excepted }),
    };
  }

  #ofInterest(row: number, judgements: FlowJudgements): boolean {
    const id = this.#table.words[row * ROW_WORDS + ID];
    if (id === 0) return false;
    return (this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.ofInterest) !== 0 || judgements.verdicts.has(id);
  }

  #isReported(row: number, judgements: FlowJudgements, all: boolean): boolean {
    const id = this.#table.words[row * ROW_WORDS + ID];
    if (id === 0) return false;
    if (all || judgements.findings.has(id)) return true;
    const flags = this.#table.words[row * ROW_WORDS + FLAGS];
    // A flow that a detector kept, but no finding names, is one of many: it counts as omitted.
    return (flags & FLAG.ofInterest) !== 0 && (flags & FLAG.retained) !== 0 && !judgements.verdicts.has(id);
  }

  *#reportedRows(judgements: FlowJudgements, all: boolean): Iterable<number> {
    for (const row of this.#rowsInOrder()) if (this.#isReported(row, judgements, all)) yield row;
  }

  *#facts(rows: Iterable<number>): Iterable<FlowFacts> {
    for (const row of rows) yield this.#judge.facts(row, this.#intake.lastTime);
  }

  #flow(row: number, judgements: FlowJudgements, timestamp: (time: number) => string): FlowReport {
    const id = this.#table.words[row * ROW_WORDS + ID];
    return flowReport(this.#judge.facts(row, this.#intake.lastTime), {
      verdict: this.#verdict(row, judgements),
      findings: judgements.findings.get(id) ?? [],
      communityId: communityId(this.#table, row),
      timestamp,
    });
  }

  #verdict(row: number, judgements: FlowJudgements): FlowVerdict {
    const judged = judgements.verdicts.get(this.#table.words[row * ROW_WORDS + ID]);
    if (judged !== undefined) return judged;
    if (this.#table.words[row * ROW_WORDS + SERVICE_SET] === 0) return 'unrelated';
    return this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.succeeded ? 'ok' : 'undecided';
  }

  #rowReader(judgements: FlowJudgements, rowOfId: (id: number) => number): (id: number) => FlowRow {
    const table = this.#table;
    const judge = this.#judge;
    const identity = this.#identity;
    const line: Mutable<FlowRow> = { ...EMPTY_ROW };
    return (id) => {
      const row = rowOfId(id);
      if (row < 0) return Object.assign(line, EMPTY_ROW, { id });
      const at = row * ROW_WORDS;
      const numbersAt = row * ROW_NUMBERS;
      const flags = table.words[at + FLAGS];
      const packets: [number, number] = [table.words[at + PACKETS], table.words[at + PACKETS + 1]];
      [line.originatorPort, line.responderPort] = portsOf(table.words, row);
      line.id = id;
      line.transport = flags & FLAG.udp ? 'udp' : 'tcp';
      line.originatorAddress = addressOf(table, row, ORIGINATOR);
      line.responderAddress = addressOf(table, row, RESPONDER);
      line.serverName = identity.serverNames.value(table.words[at + SERVER_NAME]);
      line.process = judge.processOf(row);
      line.protocol = identity.protocols.value(table.words[at + PROTOCOL]);
      line.bytes = table.numbers[numbersAt + BYTES] + table.numbers[numbersAt + BYTES + 1];
      line.connState = connState(flags, packets, line.bytes);
      line.services = judge.serviceSets.value(table.words[at + SERVICE_SET]);
      line.verdict = this.#verdict(row, judgements);
      line.packets = packets[0] + packets[1];
      line.firstTime = table.events[row * ROW_EVENTS + FIRST];
      line.lastTime = table.numbers[numbersAt + LAST_TIME];
      line.open = (flags & FLAG.settled) === 0;
      return line;
    };
  }

  /** While nothing was evicted, row n holds flow n + 1. */
  #rowsById(): (id: number) => number {
    const { words, count, lastId } = this.#table;
    if (lastId === count) return (id) => (id >= 1 && id <= count ? id - 1 : -1);
    const rows = new Map<number, number>();
    for (let row = 0; row < count; row++) rows.set(words[row * ROW_WORDS + ID], row);
    return (id) => (id === 0 ? -1 : (rows.get(id) ?? -1));
  }

  /** Rows by flow id. */
  #rowsInOrder(): Iterable<number> {
    const { words, count, lastId } = this.#table;
    const rows = Array.from({ length: count }, (_, row) => row);
    return lastId === count
      ? rows
      : rows.sort((one, other) => words[one * ROW_WORDS + ID] - words[other * ROW_WORDS + ID]);
  }
}

/** The first finding that judges a flow gives its verdict: findings come worst first. */
function judgementsOf(findings: readonly Finding[], drafts: ReadonlyMap<string, FindingDraft>): FlowJudgements {
  const verdicts = new Map<number, FlowVerdict>();
  const named = new Map<number, string[]>();
  for (const finding of findings) {
    const draft = drafts.get(finding.key)!;
    const verdict = flowVerdictOf(draft);
    for (const id of draft.flows) if (verdict !== undefined && !verdicts.has(id)) verdicts.set(id, verdict);
    for (const id of draft.flows.slice(0, MAX_NAMED)) named.set(id, [...(named.get(id) ?? []), finding.id]);
  }
  return { verdicts, findings: named };
}

function isFault({ rule, severity }: Finding): boolean {
  return severity !== 'info' && familyOf(rule) !== 'capture';
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
