/** Draws up what is known at one moment: findings, services, flows, hosts and the capture's conditions. */
import { timestampText } from '../bytes/timestamp.ts';
import type { Catalogue } from '../catalogue/match.ts';
import type { CaptureLimit } from '../classify/vocabulary.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import type { Anomalies } from './anomalies.ts';
import { captureFactsOf } from './capture-facts.ts';
import type { CaptureReport, InputReport, ServiceReport, SummaryReport } from './contract.ts';
import { familyOf, findingsOf } from './findings.ts';
import type { FlowIdentity } from './flow-identity.ts';
import { atOf } from './frame-place.ts';
import { hostReports } from './host-report.ts';
import type { Intake } from './intake.ts';
import type { Judge } from './judge.ts';
import { JudgedFlows } from './judged-flows.ts';
import { configurationReport, SiteExceptions, withSiteSeverity } from './site-judgement.ts';
import type { Finding, Snapshot } from './snapshot.ts';

/** Where the capture's time starts and how fine it is, for printing. */
export interface CaptureClock {
  /** ns since 1970-01-01T00:00:00Z. */
  readonly epoch: bigint;
  /** Fraction digits of a second, 0 to 9. */
  readonly digits: number;
}

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
    const findings = findingsOf(
      drafts,
      { firstTime, lastTime, watchedUntil: intake.watchedUntil },
      (...finding) => exceptions.of(...finding),
      this.#judge.standing,
    );
    const configuration = configurationReport(this.#catalogue, exceptions.report(findings, lastTime));
    const byKey = new Map(drafts.map((draft) => [`${draft.rule} ${draft.cause}`, draft]));
    const flows = new JudgedFlows(this.#table, this.#judge, this.#identity, intake.watchedUntil);
    for (const finding of findings) flows.judge(finding, byKey.get(finding.key)!);
    const services = this.#judge.tally.report(
      this.#catalogue.rows,
      byKey,
      findings,
      this.#judge.successes,
      limits,
      this.#identity.resolvedOnly(intake.watchedUntil),
    );
    const roles = this.#identity.roles;
    return {
      version: ++this.#version,
      capture: {
        ...this.#capture(inputs, limits, flows, timestamp),
        ...(configuration === undefined ? {} : { configuration }),
      },
      summary: this.#summary(findings, flows, services),
      // Drawn up when asked for: a report asks once, the screen four times a second for all else.
      get hosts() {
        return hostReports(flows.ends(), roles);
      },
      services,
      findings,
      flowCount: this.#table.lastId,
      flowIds: flows.ids,
      row: (id) => flows.row(id),
      flowsOf: ({ key, flows: first }) => byKey.get(key)?.flows ?? first,
      isOpen: (id) => flows.isOpen(id),
      isReported: (id, all) => flows.isReported(id, all),
      flow: (id) => flows.report(id, timestamp),
      reportedFlows: (all) => flows.reports(all, timestamp),
      timestamp,
    };
  }

  #capture(
    inputs: readonly InputReport[],
    limits: CaptureLimit[],
    flows: JudgedFlows,
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
        failures: timeline.spread(flows.failureTimes()),
        bytes: Array.from(timeline.bytes.subarray(0, timeline.length)),
      },
    };
  }

  #summary(findings: readonly Finding[], flows: JudgedFlows, services: readonly ServiceReport[]): SummaryReport {
    const counts = { error: 0, warning: 0, info: 0 };
    const accepted = findings.filter(({ exception }) => exception === undefined);
    const excepted = findings.length - accepted.length;
    const counted = accepted.filter(({ state }) => state !== 'cleared');
    const cleared = accepted.length - counted.length;
    for (const finding of counted) counts[finding.severity]++;
    const faults = counted.some(isFault);
    // What is accepted was judged all the same. A service of which no flow was seen to work, nor why not, is no clean one.
    const reached = services.some(({ status }) => status === 'healthy' || status === 'degraded');
    const judged = (reached || findings.some(isFault)) && services.every(({ status }) => status !== 'undecided');
    return {
      verdict: faults ? 'problems' : judged ? 'clean' : 'inconclusive',
      flows: this.#table.lastId,
      jamfFlows: this.#judge.jamfFlows,
      flowsOmitted: flows.omitted(),
      findings: counts,
      ...(excepted === 0 ? {} : { excepted }),
      ...(cleared === 0 ? {} : { cleared }),
    };
  }
}

function isFault({ rule, severity }: Finding): boolean {
  return severity !== 'info' && familyOf(rule) !== 'capture';
}
