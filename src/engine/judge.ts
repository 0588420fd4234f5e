/**
 * Judges settled flows: names them, assigns them to documented connections, and hands those of interest to the
 * detectors. What every flow keeps is a few numbers in its row.
 */
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { succeeded } from '../classify/outcome.ts';
import { DetectorContext } from '../detect/context.ts';
import type { CaptureFacts, Detector, DetectorSession } from '../detect/detector.ts';
import { isRefused } from '../detect/failure/unreachable.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { BYTES, FIRST, FLAG, FLAGS, ID, ROW_EVENTS, ROW_NUMBERS, ROW_WORDS, SERVICE_SET } from '../flow/row-layout.ts';
import type { Observation } from '../probe/registry.ts';
import type { Anomalies } from './anomalies.ts';
import { type CompleteDraft, completeDraft } from './complete-draft.ts';
import { Details } from './details.ts';
import { Directions } from './directions.ts';
import { addressOf, flowFactsOf, isAbandoned } from './flow-facts-of.ts';
import type { FlowIdentity, Identified } from './flow-identity.ts';
import type { FlowRecords } from './flow-records.ts';
import { HostFilter } from './host-filter.ts';
import { InternList } from './intern-list.ts';
import { ServiceTally } from './service-tally.ts';
import { Standing } from './standing.ts';
import { SuccessIndex } from './success-index.ts';

const MAX_SERVICE_SETS = 10_000;

/** ns for which a capture that goes on remembers a fault that shows no more. */
const MAX_AGE = 24 * 3600e9;

const NONE: readonly never[] = [];

/** A role may follow from a role: the directory from the server that asks it. Chains are short. */
const MAX_REVIEWS = 4;

export interface JudgeOptions {
  /** See `EngineOptions`. */
  readonly retainAll: boolean;
  readonly rethrow: boolean;
  readonly live: boolean;
}

interface Listener {
  readonly detector: Detector;
  readonly session: DetectorSession;
}

export class Judge {
  readonly tally = new ServiceTally();
  readonly successes: SuccessIndex;
  readonly serviceSets = new InternList<readonly string[]>([], MAX_SERVICE_SETS);
  readonly directions = new Directions();
  readonly details: Details;
  /** Of a capture that goes on. */
  readonly standing: Standing | undefined;
  /** Flows with a service. */
  jamfFlows = 0;

  readonly #table: FlowTable;
  readonly #records: FlowRecords;
  readonly #identity: FlowIdentity;
  readonly #anomalies: Anomalies;
  readonly #context: DetectorContext;
  readonly #detectors: readonly Listener[];
  /** Those of them that hear of flows without a service. */
  readonly #curious: readonly Listener[];
  /** Rules whose detector threw. */
  readonly #failed = new Set<string>();
  readonly #setNumbers = new WeakMap<readonly EndpointMatch[], number>();
  /** Row of the flow that is judged. */
  #judging = 0;
  /** `roles.version` of the latest review. */
  #reviewed = 0;
  readonly #rethrow: boolean;

  constructor(
    table: FlowTable,
    records: FlowRecords,
    identity: FlowIdentity,
    catalogue: Catalogue,
    detectors: readonly Detector[],
    anomalies: Anomalies,
    { retainAll, rethrow, live }: JudgeOptions,
  ) {
    this.#table = table;
    this.#records = records;
    this.#identity = identity;
    this.#anomalies = anomalies;
    this.#rethrow = rethrow;
    const judged = () => table.event(this.#judging, FIRST)!;
    const count = (code: string, by: number) => {
      const at = judged();
      anomalies.count(code, at, by);
    };
    this.#context = new DetectorContext(catalogue, count, live);
    const policy = { retainAll, live };
    this.details = new Details(table, records, catalogue, this.serviceSets, this.#context.exhibits, policy);
    this.successes = new SuccessIndex((pairs) => anomalies.count('successes-forgotten', judged(), pairs));
    this.standing = live ? new Standing(this.#context.documents) : undefined;
    this.#detectors = detectors.flatMap((detector) => {
      const session = this.#guard(detector.rule, () => detector.open(this.#context));
      return session === undefined ? [] : [{ detector, session }];
    });
    this.#curious = this.#detectors.filter(({ detector }) => detector.hearsAll);
  }

  /** See `CaptureFacts`. */
  get unreadErrors(): CaptureFacts['unreadErrors'] {
    return this.#records.unreadErrors;
  }

  /** Name of the process that owns a flow whose details are kept. */
  processOf(row: number): string | undefined {
    return this.#records.of(row)?.process?.name;
  }

  /** An observation as it is made: names learnt here serve the flows that follow. */
  observed(row: number, observation: Observation): void {
    this.#identity.observed(row, observation);
  }

  /** `watchedUntil`: ns up to which the flow was watched. */
  settle(row: number, watchedUntil: number): void {
    this.#records.close(row);
    if (this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.released) return;
    this.directions.note(this.#table, row);
    const { shown, asked } = this.#judge(row, watchedUntil);
    this.standing?.settled(this.#table.words[row * ROW_WORDS + ID]);
    this.details.claim(row, shown, asked);
  }

  /**
   * Settles a flow that was previewed behind its last packet, and did what it was for. Only the end of its payload, an ICMP error and roles could
   * say something else: half of the judgements of a busy capture were spared so.
   */
  settleKnown(row: number, watchedUntil: number): void {
    const flags = this.#table.words[row * ROW_WORDS + FLAGS];
    if (flags & FLAG.released || this.#closed(row) || this.#records.of(row)?.icmp !== undefined) {
      this.settle(row, watchedUntil);
      return;
    }
    this.directions.note(this.#table, row);
    this.#judgeAgain(row, flags, watchedUntil);
    this.standing?.settled(this.#table.words[row * ROW_WORDS + ID]);
    const { protocol, observations = NONE } = this.#records.of(row) ?? {};
    this.details.claim(row, false, protocol === 'dns' ? this.details.asked(observations) : NONE);
  }

  /** Closes the flow's record. True when that told something new. */
  #closed(row: number): boolean {
    const { protocol, observations = NONE } = this.#records.of(row) ?? {};
    const known = observations.length;
    this.#records.close(row);
    const record = this.#records.of(row);
    return record?.protocol !== protocol || (record?.observations ?? NONE).length !== known;
  }

  /** Judges an open flow as if the capture ended now. It goes on, and is judged again. */
  preview(row: number, watchedUntil: number): void {
    if (this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.released) return;
    this.standing?.opened(this.#table.words[row * ROW_WORDS + ID]);
    if (this.#judge(row, watchedUntil).shown) this.#table.words[row * ROW_WORDS + FLAGS] |= FLAG.retained;
  }

  #judge(row: number, watchedUntil: number): { shown: boolean; asked: readonly string[] } {
    const words = this.#table.words;
    const flow = this.#identity.of(row);
    const { services, protocol, observations } = flow;
    const outcome = {
      observations,
      bytes: this.#bytes(row),
      protocol,
      refused: this.#isRefused(row),
      abandoned: isAbandoned(this.#table, row, this.#records.of(row)),
    };
    this.standing?.seen(flow.client, this.#table.events[row * ROW_EVENTS + FIRST]);
    const hadService = words[row * ROW_WORDS + SERVICE_SET] !== 0;
    this.#write(row, flow, succeeded(outcome));
    this.#identity.learn(row, flow);
    const asked = protocol === 'dns' ? this.details.asked(observations) : NONE;
    if (services.length > 0 || asked.length > 0) words[row * ROW_WORDS + FLAGS] |= FLAG.ofInterest;
    const listeners = services.length > 0 || hadService ? this.#detectors : this.#curious;
    const concerns = this.#concerns(services, asked, observations);
    const shown = concerns && this.#show(this.#factsOf(row, flow, watchedUntil), listeners);
    return { shown, asked };
  }

  /**
   * Roles that were learnt late decide flows that were judged early: who opens MySQL may turn out to be the Jamf Pro server an hour
   * later. Those flows are judged again, until no role is new.
   */
  review(watchedUntil: number): void {
    const { roles } = this.#identity;
    for (let round = 0; round < MAX_REVIEWS && roles.version !== this.#reviewed; round++) {
      this.#reviewed = roles.version;
      const changed = roles.takeChanged();
      this.#reviewOf(changed && new HostFilter(changed), watchedUntil);
    }
  }

  /** The same of all flows whose hosts have roles: names that were learnt late count too. */
  reviewAll(watchedUntil: number): void {
    const { roles } = this.#identity;
    if (roles.version === 0) return;
    this.#reviewed = roles.version;
    roles.takeChanged();
    this.#reviewOf(undefined, watchedUntil);
    this.review(watchedUntil);
  }

  /** `hosts`: undefined for all. */
  #reviewOf(hosts: HostFilter | undefined, watchedUntil: number): void {
    const table = this.#table;
    for (let row = 0; row < table.count; row++) {
      const at = row * ROW_WORDS;
      const flags = table.words[at + FLAGS];
      if (!(flags & FLAG.settled) || table.words[at + ID] === 0) continue;
      if (hosts === undefined || hosts.mayHave(table, row)) this.#judgeAgain(row, flags, watchedUntil);
    }
  }

  #judgeAgain(row: number, flags: number, watchedUntil: number): void {
    // What was asked of the proxy went with the details.
    if (flags & FLAG.released && flags & FLAG.proxied) return;
    const known = this.#identity.roles.rolesOf(addressOf(this.#table, row, ORIGINATOR)).length;
    if (known + this.#identity.roles.rolesOf(addressOf(this.#table, row, RESPONDER)).length === 0) return;
    const flow = this.#identity.of(row);
    if (this.#setOf(flow.services) === this.#table.words[row * ROW_WORDS + SERVICE_SET]) return;
    this.#write(row, flow, (flags & FLAG.succeeded) !== 0);
    this.#identity.learn(row, flow);
    if (flow.services.length > 0) this.#table.words[row * ROW_WORDS + FLAGS] |= FLAG.ofInterest;
    // Of a flow whose details went, only the counts are mended.
    if (flags & FLAG.released) return;
    if (this.#show(this.#factsOf(row, flow, watchedUntil), this.#detectors))
      this.#table.words[row * ROW_WORDS + FLAGS] |= FLAG.retained;
  }

  /** All that is known of a judged flow. Names and services are found again: they are not kept per flow. */
  facts(row: number, watchedUntil: number): FlowFacts {
    return this.#factsOf(row, this.#identity.of(row), watchedUntil);
  }

  /** The capture has ended. */
  end(): void {
    this.#context.end();
  }

  conclude(capture: CaptureFacts): CompleteDraft[] {
    if (this.standing !== undefined) this.#context.forgetBefore(capture.lastTime - MAX_AGE);
    return this.#detectors.flatMap(({ detector, session }) => {
      const conclude = () => session.conclude(capture).map((draft) => completeDraft(detector, draft));
      return this.#guard(detector.rule, conclude) ?? [];
    });
  }

  #factsOf(row: number, flow: Identified, watchedUntil: number): FlowFacts {
    return flowFactsOf(this.#table, row, this.#records.of(row), {
      client: flow.client,
      server: flow.server,
      name: flow.name,
      services: flow.services,
      originatorRole: flow.clientRoles[0],
      responderRole: flow.proxied ? 'proxy' : (flow.services[0]?.row.to ?? flow.serverRoles[0]),
      watchedUntil,
    });
  }

  /** What the row keeps for good. A flow that is judged again is counted once. */
  #write(row: number, flow: Identified, success: boolean): void {
    this.#judging = row;
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const { client, services } = flow;
    const before = this.serviceSets.value(words[at + SERVICE_SET]);
    const set = this.#setOf(services);
    const ids = this.serviceSets.value(set);
    if (set === 0 && services.length > 0) this.#anomalies.count('services-forgotten', this.#table.event(row, FIRST)!);
    const had = (words[at + FLAGS] & FLAG.succeeded) !== 0;
    if (had && (before !== ids || !success)) {
      this.tally.success(before, -1);
      for (const id of before) this.successes.remove(client, id);
      words[at + FLAGS] &= ~FLAG.succeeded;
    }
    if (before !== ids) {
      this.tally.flow(before, -1);
      this.tally.flow(ids);
      this.jamfFlows += Number(ids.length > 0) - Number(before.length > 0);
    }
    words[at + SERVICE_SET] = set;
    this.#identity.keep(row, flow);
    // A success counts once, unless another service turns out to have had it, or it was none in the end.
    if (!success || words[at + FLAGS] & FLAG.succeeded) return;
    words[at + FLAGS] |= FLAG.succeeded;
    this.tally.success(ids);
    for (const id of ids) this.successes.add(client, id);
  }

  /** Its number in `serviceSets`. Lists of matches are shared by the flows that they fit, so each becomes a text once. */
  #setOf(services: readonly EndpointMatch[]): number {
    if (services.length === 0) return 0;
    const known = this.#setNumbers.get(services);
    if (known !== undefined) return known;
    const ids = services.map((match) => match.row.id);
    const set = this.serviceSets.number(ids.join(' '), ids);
    this.#setNumbers.set(services, set);
    return set;
  }

  /** Detectors hear of flows with a service, of DNS that asked for one, and of other TLS, which tells a rule from an exception. */
  #concerns(
    services: readonly EndpointMatch[],
    asked: readonly string[],
    observations: readonly Observation[],
  ): boolean {
    return services.length + asked.length > 0 || observations.some(isOfConcern);
  }

  /** True when a detector keeps the flow as a possible exhibit. */
  #show(facts: FlowFacts, listeners: readonly Listener[]): boolean {
    this.#guard('survey', () => this.#context.survey.note(facts));
    if (facts.succeeded) this.standing?.succeeded(facts);
    let kept = false;
    for (const { detector, session } of listeners) {
      if (this.#failed.has(detector.rule)) continue;
      // Not by `#guard`, which would allocate a closure for every detector and flow.
      try {
        if (session.flow(facts)) kept = true;
      } catch (error) {
        this.#fail(detector.rule, error);
      }
    }
    return kept;
  }

  /** ICMP refused its latest datagram. */
  #isRefused(row: number): boolean {
    const icmp = this.#records.of(row)?.icmp;
    if (icmp === undefined) return false;
    const udp = this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.udp;
    return isRefused({ transport: udp ? 'udp' : 'tcp', icmp, last: this.#table.last(row) });
  }

  #bytes(row: number): readonly [number, number] {
    const at = row * ROW_NUMBERS + BYTES;
    return [this.#table.numbers[at], this.#table.numbers[at + 1]];
  }

  /** A detector that throws is out: counted, reported, and the others go on. */
  #guard<Result>(rule: string, call: () => Result): Result | undefined {
    if (this.#failed.has(rule)) return undefined;
    try {
      return call();
    } catch (error) {
      this.#fail(rule, error);
      return undefined;
    }
  }

  #fail(rule: string, error: unknown): void {
    if (this.#rethrow) throw error;
    this.#failed.add(rule);
    this.#anomalies.count(`detector-failed-${rule}`, { input: 0, frame: 1, time: 0 });
  }
}

/** TLS, and a proxy that was asked over SOCKS: they tell something of other flows even where no service is known. */
function isOfConcern({ kind }: Observation): boolean {
  return kind === 'tls-client-hello' || kind === 'socks-method';
}
