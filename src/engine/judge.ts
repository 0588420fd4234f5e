/**
 * Judges settled flows: names them, assigns them to documented connections, hands those of interest to the detectors, and
 * decides whose details are kept. What every flow keeps is a few numbers in its row.
 */
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import { assignServices } from '../classify/assign-services.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { NameTable } from '../classify/name-table.ts';
import { succeeded } from '../classify/outcome.ts';
import { RoleTable } from '../classify/roles.ts';
import { type ServerName, serverName } from '../classify/server-name.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detect/detector.ts';
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
  PROTOCOL,
  ROW_NUMBERS,
  ROW_WORDS,
  SERVER_NAME,
  SERVICE_SET,
} from '../flow/flow-table.ts';
import { NOTE } from '../flow/tcp-state.ts';
import type { Observation } from '../probe/registry.ts';
import type { Anomalies } from './anomalies.ts';
import { addressOf, flowFactsOf } from './flow-facts-of.ts';
import type { FlowRecords } from './flow-records.ts';
import { portsOf } from './intake.ts';
import { InternList } from './intern-list.ts';
import type { Retention } from './retention.ts';
import { ServiceTally } from './service-tally.ts';
import { SuccessIndex } from './success-index.ts';

/** Distinct server names kept for the rows of the flow table. */
const MAX_SERVER_NAMES = 200_000;
const MAX_SERVICE_SETS = 10_000;

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
    this.#retention = retention;
    this.#anomalies = anomalies;
    this.#detectors = detectors.map((detector) => ({ detector, session: detector.open() }));
    this.#rethrow = rethrow;
  }

  /** An observation as it is made: names learnt here serve the flows that follow. */
  observed(row: number, observation: Observation): void {
    if (observation.kind !== 'dns-response' || observation.multicast) return;
    const client = addressOf(this.#table, row, ORIGINATOR);
    for (const address of observation.addresses)
      this.names.learn(client, address, observation.name, observation.at.time);
    if (observation.addresses.length === 0) return;
    for (const { row: service } of this.#catalogue.matchHost(observation.name)) this.tally.resolved(service.id);
  }

  /** `watchedUntil`: ns up to which the flow was watched. */
  settle(row: number, watchedUntil: number): void {
    this.#records.close(row);
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    if (words[at + FLAGS] & FLAG.released) return;
    this.#tallySides(row);
    const record = this.#records.of(row);
    const observations = record?.observations ?? [];
    const protocol = record?.protocol ?? 'unknown';
    const client = addressOf(this.#table, row, ORIGINATOR);
    const server = addressOf(this.#table, row, RESPONDER);
    const start = this.#table.event(row, FIRST)!;
    const name = serverName(observations, this.names, client, server, start.time);
    const services = this.#services(row, client, server, name, protocol, observations);
    this.#write(row, protocol, name, services, succeeded({ observations, bytes: this.#bytes(row), protocol }));
    const asked = protocol === 'dns' ? this.#asked(observations) : [];
    if (services.length > 0 || asked.length > 0) words[at + FLAGS] |= FLAG.ofInterest;
    const concerned = this.#concerns(services, asked, observations);
    const shown = concerned && this.#show(this.factsOf(row, name, services, watchedUntil));
    this.#retain(row, shown, [...services.map((match) => match.row.id), ...asked]);
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

  /** All that is known of a judged flow. Names and services are found again: they are not kept per flow. */
  facts(row: number, watchedUntil: number): FlowFacts {
    const observations = this.#records.of(row)?.observations ?? [];
    const protocol = this.#records.of(row)?.protocol ?? 'unknown';
    const client = addressOf(this.#table, row, ORIGINATOR);
    const server = addressOf(this.#table, row, RESPONDER);
    const name = serverName(observations, this.names, client, server, this.#table.event(row, FIRST)!.time);
    const services = this.#services(row, client, server, name, protocol, observations);
    return this.factsOf(row, name, services, watchedUntil);
  }

  conclude(capture: CaptureFacts): FindingDraft[] {
    return this.#detectors.flatMap(
      ({ detector, session }) => this.#guard(detector, () => session.conclude(capture)) ?? [],
    );
  }

  factsOf(row: number, name: ServerName, services: readonly EndpointMatch[], watchedUntil: number): FlowFacts {
    return flowFactsOf(this.#table, row, this.#records.of(row), {
      name,
      services,
      originatorRole: this.roles.of(addressOf(this.#table, row, ORIGINATOR))[0]?.role,
      responderRole: services[0]?.row.to,
      watchedUntil,
    });
  }

  #services(
    row: number,
    client: string,
    server: string,
    name: ServerName,
    protocol: string,
    observations: readonly Observation[],
  ): readonly EndpointMatch[] {
    return assignServices(this.#catalogue, {
      transport: this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.udp ? 'udp' : 'tcp',
      serverAddress: server,
      serverPort: portsOf(this.#table, row)[1],
      name: name.name,
      protocol,
      observations,
      clientRoles: this.roles.of(client).map((inferred) => inferred.role),
    });
  }

  /** What the row keeps for good. A flow that is judged again is counted once. */
  #write(row: number, protocol: string, name: ServerName, services: readonly EndpointMatch[], success: boolean): void {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const ids = services.map((match) => match.row.id);
    const before = this.serviceSets.value(words[at + SERVICE_SET]);
    if (before.length > 0) this.tally.flow(before, -1);
    this.jamfFlows += Number(ids.length > 0) - Number(before.length > 0);
    this.tally.flow(ids);
    words[at + PROTOCOL] = protocol === 'unknown' ? 0 : this.protocols.number(protocol, protocol);
    words[at + SERVER_NAME] = name.name === undefined ? 0 : this.serverNames.number(name.name, name.name);
    words[at + SERVICE_SET] = ids.length === 0 ? 0 : this.serviceSets.number(ids.join(' '), ids);
    const client = addressOf(this.#table, row, ORIGINATOR);
    if (ids.length > 0) this.roles.learn(client, services, words[at + ID]);
    if (!success) return;
    words[at + FLAGS] |= FLAG.succeeded;
    this.tally.success(ids);
    for (const id of ids) this.successes.add(client, id, this.#table.event(row, FIRST)!.time);
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
      if (this.#guard(detector, () => session.flow(facts))) kept = true;
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
      if (this.#rethrow) throw error;
      this.#failed.add(detector);
      this.#anomalies.count(`detector-failed-${detector.rule}`, { input: 0, frame: 1, time: 0 });
      return undefined;
    }
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
