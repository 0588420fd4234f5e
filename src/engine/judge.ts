/**
 * Judges settled flows: names them, assigns them to documented connections, hands those of interest to the detectors, and
 * decides whose details are kept. What every flow keeps is a few numbers in its row.
 */
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import { ServiceAssigner } from '../classify/assign-services.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { NameTable } from '../classify/name-table.ts';
import { succeeded } from '../classify/outcome.ts';
import { RoleTable } from '../classify/roles.ts';
import { type ServerName, serverName } from '../classify/server-name.ts';
import { DetectorContext } from '../detect/context.ts';
import type { CaptureFacts, Detector, DetectorSession } from '../detect/detector.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  BYTES,
  FIRST,
  FLAG,
  FLAGS,
  type FlowTable,
  ID,
  NOTED,
  PACKETS,
  PORTS,
  PROTOCOL,
  ROW_EVENTS,
  ROW_NUMBERS,
  ROW_WORDS,
  SERVER_NAME,
  SERVICE_SET,
} from '../flow/flow-table.ts';
import { NOTE } from '../flow/tcp-state.ts';
import type { Observation } from '../probe/registry.ts';
import type { Anomalies } from './anomalies.ts';
import { type CompleteDraft, completeDraft } from './complete-draft.ts';
import { addressOf, flowFactsOf } from './flow-facts-of.ts';
import type { FlowRecords } from './flow-records.ts';
import { InternList } from './intern-list.ts';
import type { Retention } from './retention.ts';
import { ServiceTally } from './service-tally.ts';
import { SuccessIndex } from './success-index.ts';

/** Distinct server names kept for the rows of the flow table. */
const MAX_SERVER_NAMES = 200_000;
const MAX_SERVICE_SETS = 10_000;

/** A flow with its name and what it belongs to. */
interface Identified {
  readonly client: string;
  readonly server: string;
  readonly observations: readonly Observation[];
  readonly protocol: string;
  readonly name: ServerName;
  readonly services: readonly EndpointMatch[];
  readonly role: string | undefined;
}

const NONE: readonly never[] = [];

export class Judge {
  readonly names = new NameTable();
  readonly roles = new RoleTable();
  readonly tally = new ServiceTally();
  readonly successes = new SuccessIndex();
  readonly protocols = new InternList<string>('unknown', 255);
  readonly serverNames = new InternList<string | undefined>(undefined, MAX_SERVER_NAMES);
  readonly serviceSets = new InternList<readonly string[]>([], MAX_SERVICE_SETS);
  /** TCP flows whose acknowledgements show data of a side that was never captured, and those seen from both sides. */
  oneSidedFlows = 0;
  twoSidedFlows = 0;
  midStreamFlows = 0;
  /** Flows with a service. */
  jamfFlows = 0;

  readonly #table: FlowTable;
  readonly #records: FlowRecords;
  readonly #catalogue: Catalogue;
  readonly #assigner: ServiceAssigner;
  readonly #retention: Retention;
  readonly #anomalies: Anomalies;
  readonly #detectors: readonly { detector: Detector; session: DetectorSession }[];
  readonly #failed = new Set<Detector>();
  readonly #rethrow: boolean;

  constructor(
    table: FlowTable,
    records: FlowRecords,
    catalogue: Catalogue,
    detectors: readonly Detector[],
    retention: Retention,
    anomalies: Anomalies,
    rethrow: boolean,
  ) {
    this.#table = table;
    this.#records = records;
    this.#catalogue = catalogue;
    this.#assigner = new ServiceAssigner(catalogue);
    this.#retention = retention;
    this.#anomalies = anomalies;
    this.#rethrow = rethrow;
    const context = new DetectorContext(catalogue, (code, at) => anomalies.count(code, at));
    this.#detectors = detectors.flatMap((detector) => {
      const session = this.#guard(detector, () => detector.open(context));
      return session === undefined ? [] : [{ detector, session }];
    });
  }

  /** An observation as it is made: names learnt here serve the flows that follow. */
  observed(row: number, observation: Observation): void {
    if (observation.kind !== 'dns-response' || observation.multicast) return;
    const client = addressOf(this.#table, row, ORIGINATOR);
    for (const address of observation.addresses)
      this.names.learn(client, address, observation.name, observation.at.time);
    if (observation.addresses.length === 0) return;
    for (const { id } of this.#assigner.rowsOfName(observation.name, this.roles.rolesOf(client)))
      this.tally.resolved(id);
  }

  /** `watchedUntil`: ns up to which the flow was watched. */
  settle(row: number, watchedUntil: number): void {
    this.#records.close(row);
    const words = this.#table.words;
    const flagsAt = row * ROW_WORDS + FLAGS;
    if (words[flagsAt] & FLAG.released) return;
    this.#tallySides(row);
    const flow = this.#identify(row);
    const { services, protocol, observations } = flow;
    this.#write(row, flow, succeeded({ observations, bytes: this.#bytes(row), protocol }));
    const asked = protocol === 'dns' ? this.#asked(observations) : NONE;
    if (services.length > 0 || asked.length > 0) words[flagsAt] |= FLAG.ofInterest;
    const shown = this.#concerns(services, asked, observations) && this.#show(this.#factsOf(row, flow, watchedUntil));
    this.#retain(row, shown, asked.length > 0 ? asked : services.map((match) => match.row.id));
  }

  /** All that is known of a judged flow. Names and services are found again: they are not kept per flow. */
  facts(row: number, watchedUntil: number): FlowFacts {
    return this.#factsOf(row, this.#identify(row), watchedUntil);
  }

  conclude(capture: CaptureFacts): CompleteDraft[] {
    return this.#detectors.flatMap(({ detector, session }) => {
      const conclude = () => session.conclude(capture).map((draft) => completeDraft(detector, draft));
      return this.#guard(detector, conclude) ?? [];
    });
  }

  #retain(row: number, shown: boolean, places: readonly string[]): void {
    const flagsAt = row * ROW_WORDS + FLAGS;
    const words = this.#table.words;
    if (shown || words[flagsAt] & FLAG.retained || this.#retention.claim(places)) {
      words[flagsAt] |= FLAG.retained;
      return;
    }
    words[flagsAt] |= FLAG.released;
    this.#records.drop(row);
  }

  /** Places under which a DNS flow that asked for names of documented connections is retained. */
  #asked(observations: readonly Observation[]): string[] {
    const names = new Set(
      observations.flatMap((seen) => (seen.kind === 'dns-query' || seen.kind === 'dns-response' ? [seen.name] : [])),
    );
    const rows = [...names].flatMap((name) => this.#catalogue.matchHost(name).map((match) => match.row.id));
    return [...new Set(rows)].map((id) => `dns ${id}`);
  }

  #identify(row: number): Identified {
    const record = this.#records.of(row);
    const observations = record?.observations ?? NONE;
    const protocol = record?.protocol ?? 'unknown';
    const client = addressOf(this.#table, row, ORIGINATOR);
    const server = addressOf(this.#table, row, RESPONDER);
    const name = serverName(observations, this.names, client, server, this.#table.events[row * ROW_EVENTS + FIRST]);
    const clientRoles = this.roles.rolesOf(client);
    const services = this.#assigner.assign({
      transport: this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.udp ? 'udp' : 'tcp',
      serverAddress: server,
      serverPort: this.#table.words[row * ROW_WORDS + PORTS] & 0xffff,
      name: name.name,
      protocol,
      observations,
      clientRoles,
    });
    return { client, server, observations, protocol, name, services, role: clientRoles[0] };
  }

  #factsOf(row: number, flow: Identified, watchedUntil: number): FlowFacts {
    return flowFactsOf(this.#table, row, this.#records.of(row), {
      client: flow.client,
      server: flow.server,
      name: flow.name,
      services: flow.services,
      originatorRole: flow.role,
      responderRole: flow.services[0]?.row.to,
      watchedUntil,
    });
  }

  /** What the row keeps for good. A flow that is judged again is counted once. */
  #write(row: number, flow: Identified, success: boolean): void {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const { client, name, protocol, services } = flow;
    const before = this.serviceSets.value(words[at + SERVICE_SET]);
    const set =
      services.length === 0
        ? 0
        : this.serviceSets.number(
            setKey(services),
            services.map((match) => match.row.id),
          );
    const ids = this.serviceSets.value(set);
    if (before !== ids) {
      this.tally.flow(before, -1);
      this.tally.flow(ids);
      this.jamfFlows += Number(ids.length > 0) - Number(before.length > 0);
    }
    words[at + SERVICE_SET] = set;
    words[at + PROTOCOL] = protocol === 'unknown' ? 0 : this.protocols.number(protocol, protocol);
    words[at + SERVER_NAME] = name.name === undefined ? 0 : this.serverNames.number(name.name, name.name);
    if (ids.length > 0) this.roles.learn(client, services, words[at + ID]);
    if (!success) return;
    words[at + FLAGS] |= FLAG.succeeded;
    this.tally.success(ids);
    for (const id of ids) this.successes.add(client, id, this.#table.events[row * ROW_EVENTS + FIRST]);
  }

  /** Detectors hear of flows with a service, of DNS that asked for one, and of other TLS, which tells a rule from an exception. */
  #concerns(
    services: readonly EndpointMatch[],
    asked: readonly string[],
    observations: readonly Observation[],
  ): boolean {
    return services.length + asked.length > 0 || observations.some((seen) => seen.kind === 'tls-client-hello');
  }

  /** True when a detector keeps the flow as a possible exhibit. */
  #show(facts: FlowFacts): boolean {
    let kept = false;
    for (const { detector, session } of this.#detectors) {
      if (this.#failed.has(detector)) continue;
      // Not by `#guard`, which would allocate a closure for every detector and flow.
      try {
        if (session.flow(facts)) kept = true;
      } catch (error) {
        this.#fail(detector, error);
      }
    }
    return kept;
  }

  #tallySides(row: number): void {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const flags = words[at + FLAGS];
    if (flags & (FLAG.udp | FLAG.counted)) return;
    words[at + FLAGS] |= FLAG.counted;
    const [one, other] = [words[at + PACKETS], words[at + PACKETS + 1]];
    if (flags & FLAG.midStream) this.midStreamFlows++;
    if (one > 0 && other > 0) this.twoSidedFlows++;
    else if (hearsTheOther(words[at + NOTED], one > 0)) this.oneSidedFlows++;
  }

  #bytes(row: number): readonly [number, number] {
    const at = row * ROW_NUMBERS + BYTES;
    return [this.#table.numbers[at], this.#table.numbers[at + 1]];
  }

  /** A detector that throws is out: counted, reported, and the others go on. */
  #guard<Result>(detector: Detector, call: () => Result): Result | undefined {
    if (this.#failed.has(detector)) return undefined;
    try {
      return call();
    } catch (error) {
      this.#fail(detector, error);
      return undefined;
    }
  }

  #fail(detector: Detector, error: unknown): void {
    if (this.#rethrow) throw error;
    this.#failed.add(detector);
    this.#anomalies.count(`detector-failed-${detector.rule}`, { input: 0, frame: 1, time: 0 });
  }
}

/**
 * A side that acknowledges although nothing of the other was captured heard it: the capture misses a direction. A SYN-ACK
 * acknowledges too.
 */
function hearsTheOther(noted: number, originatorSeen: boolean): boolean {
  const side = originatorSeen ? noted & 0xffff : noted >>> 16;
  return (side & ((1 << NOTE.handshake) | (1 << NOTE.ack) | (1 << NOTE.data))) !== 0;
}

function setKey(services: readonly EndpointMatch[]): string {
  let key = '';
  for (const { row } of services) key += `${row.id} `;
  return key;
}
