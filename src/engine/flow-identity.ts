/** What a flow is called, who its two ends are, and which documented connections it belongs to. */
import { Generations } from '../bytes/generations.ts';
import { addressBytes } from '../catalogue/address-bytes.ts';
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import { ROLE_TITLES, type Role } from '../catalogue/role.ts';
import { AnnouncedPorts } from '../classify/announced-ports.ts';
import { isProxied } from '../classify/asked-port.ts';
import { ServiceAssigner } from '../classify/assign-services.ts';
import { NameTable } from '../classify/name-table.ts';
import { roleEvidence } from '../classify/role-evidence.ts';
import { type HostRole, RoleTable } from '../classify/roles.ts';
import { type ServerName, serverName } from '../classify/server-name.ts';
import { type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { FIRST, FLAG, FLAGS, ID, PORTS, PROTOCOL, ROW_EVENTS, ROW_WORDS, SERVER_NAME } from '../flow/row-layout.ts';
import type { DcerpcEndpointObservation } from '../probe/dcerpc-observations.ts';
import type { Observation } from '../probe/registry.ts';
import type { Anomalies } from './anomalies.ts';
import { addressOf } from './flow-facts-of.ts';
import type { FlowRecords } from './flow-records.ts';
import { InternList } from './intern-list.ts';

/** Distinct server names kept for the rows of the flow table. */
export const MAX_SERVER_NAMES = 200_000;

/** Look-ups of documented names kept: which service one was for depends on who asked. */
export const MAX_LOOKUPS = 100_000;
/** The same of a capture that goes on: they are all looked through for each snapshot. */
export const MAX_LIVE_LOOKUPS = 20_000;

/** A flow with its name and what it belongs to. */
export interface Identified {
  /** Addresses as text. */
  readonly client: string;
  readonly server: string;
  readonly observations: readonly Observation[];
  readonly protocol: string;
  readonly name: ServerName;
  /** The flow leads to a proxy: the name is that of the host behind it. */
  readonly proxied: boolean;
  /** Most specific first. */
  readonly services: readonly EndpointMatch[];
  readonly clientRoles: readonly Role[];
  readonly serverRoles: readonly Role[];
}

/** ns for which a capture that goes on is not gone through again for names that were looked up only, and look-ups that are always. */
const RESOLVED_STANDS = 5e9;
const FEW_LOOKUPS = 1000;

interface Lookup {
  /** The client has opened a flow to it. */
  visited: boolean;
}

const NONE: readonly never[] = [];

export class FlowIdentity {
  readonly names: NameTable;
  readonly roles: RoleTable;
  /** What rows of the flow table refer to by number. */
  readonly protocols = new InternList<string>('unknown', 255);
  readonly serverNames = new InternList<string | undefined>(undefined, MAX_SERVER_NAMES);
  readonly #table: FlowTable;
  readonly #records: FlowRecords;
  readonly #catalogue: Catalogue;
  readonly #anomalies: Anomalies;
  readonly #assigner: ServiceAssigner;
  /** Names of documented connections that clients looked up, by client and name. */
  readonly #lookups: Generations<Map<string, Map<string, Lookup>>>;
  readonly #announced: AnnouncedPorts;
  readonly #live: boolean;
  /** What `resolvedOnly` found last, and among how many. */
  #resolved: { readonly ids: ReadonlySet<string>; readonly at: number; readonly lookups: number } | undefined;
  /** Id of the flow from which on names are looked through again for some that can go. */
  #namesDue = 0;

  /** `live`: the capture goes on. */
  constructor(table: FlowTable, records: FlowRecords, catalogue: Catalogue, anomalies: Anomalies, live = false) {
    this.#live = live;
    this.#anomalies = anomalies;
    this.#table = table;
    this.#records = records;
    this.#catalogue = catalogue;
    this.#assigner = new ServiceAssigner(catalogue);
    this.names = new NameTable((entries) => anomalies.count('names-forgotten', table.at(), entries), live);
    this.#announced = new AnnouncedPorts((entries) => anomalies.count('ports-forgotten', table.at(), entries));
    this.#lookups = new Generations(
      () => new Map(),
      live ? MAX_LIVE_LOOKUPS : MAX_LOOKUPS,
      (entries) => anomalies.count('lookups-forgotten', table.at(), entries),
    );
    this.roles = new RoleTable(
      (address) => declaredRoles(catalogue, undefined, address, ''),
      (entries) => anomalies.count('roles-forgotten', table.at(), entries),
    );
  }

  /** As it is known at this moment: names and roles that are learnt later change it. */
  of(row: number): Identified {
    const table = this.#table;
    const words = table.words;
    const at = row * ROW_WORDS;
    const record = this.#records.of(row);
    const observations = record?.observations ?? NONE;
    const client = addressOf(table, row, ORIGINATOR);
    const server = addressOf(table, row, RESPONDER);
    const started = table.events[row * ROW_EVENTS + FIRST];
    // Of a released flow the row alone knows what the content said.
    const released = (words[at + FLAGS] & FLAG.released) !== 0;
    const protocol = released ? this.protocols.value(words[at + PROTOCOL]) : (record?.protocol ?? 'unknown');
    const name = released
      ? named(this.serverNames.value(words[at + SERVER_NAME]))
      : serverName(observations, this.names, client, server, started);
    const port = words[at + PORTS] & 0xffff;
    const clientRoles = this.roles.rolesOf(client);
    const serverRoles = this.roles.rolesOf(server);
    const services = this.#assigner.assign({
      transport: words[at + FLAGS] & FLAG.udp ? 'udp' : 'tcp',
      serverAddress: server,
      serverPort: port,
      name: name.name,
      protocol,
      observations,
      clientRoles,
      serverRoles,
      announced: this.#announced.has(client, server, port, started),
    });
    const proxied = isProxied({ protocol, observations });
    return { client, server, observations, protocol, name, proxied, services, clientRoles, serverRoles };
  }

  /** Keeps in the row what `of` needs once the details are gone. */
  keep(row: number, { protocol, name, client, proxied }: Identified): void {
    if (name.name !== undefined) this.#visit(client, name.name);
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    if (proxied) words[at + FLAGS] |= FLAG.proxied;
    words[at + PROTOCOL] = protocol === 'unknown' ? 0 : this.protocols.number(protocol, protocol);
    const number = name.name === undefined ? 0 : this.#nameNumber(name.name);
    words[at + SERVER_NAME] = number;
    if (number === 0 && name.name !== undefined) this.#anomalies.count('flow-names-forgotten', this.#firstFrame(row));
  }

  /** Where the list is full, names go that no row holds any more; then as many flows must come as could free an eighth of it. */
  #nameNumber(name: string): number {
    const number = this.serverNames.number(name, name);
    const { lastId } = this.#table;
    if (number !== 0 || lastId < this.#namesDue) return number;
    this.#namesDue = lastId + MAX_SERVER_NAMES / 8;
    this.releaseNames();
    return this.serverNames.number(name, name);
  }

  /** Lets the names go that no flow of the table has any more. */
  releaseNames(): void {
    const { words, count } = this.#table;
    const used = new Uint8Array(MAX_SERVER_NAMES + 1);
    for (let row = 0; row < count; row++)
      if (words[row * ROW_WORDS + ID] !== 0) used[words[row * ROW_WORDS + SERVER_NAME]] = 1;
    this.serverNames.release((each) => used[each] === 1);
  }

  /** Takes from a judged flow what it tells of the roles of its two ends. */
  learn(row: number, { name: { name }, services, observations, client, server, proxied }: Identified): void {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const id = words[at + ID];
    const succeeded = (words[at + FLAGS] & FLAG.succeeded) !== 0;
    for (const found of roleEvidence({
      id,
      serverPort: words[at + PORTS] & 0xffff,
      name,
      services,
      observations,
      proxied,
      succeeded,
    }))
      this.roles.learn(found.side === ORIGINATOR ? client : server, found);
    if (name !== undefined && !proxied) this.#learnDeclared(id, name, server);
  }

  #learnDeclared(id: number, name: string, server: string): void {
    if (this.#catalogue.site.hosts.length === 0) return;
    // The name of Jamf Pro leads to its load balancer: what is declared of the address itself is nearer.
    if (this.#catalogue.declared(undefined, server).length > 0) return;
    const because = `, the name of this address in flow ${id}`;
    for (const role of declaredRoles(this.#catalogue, name, undefined, because)) this.roles.learn(server, role);
  }

  /** Learns names and ports from an observation, for the flows that follow. */
  observed(row: number, observation: Observation): void {
    if (observation.kind === 'dcerpc-endpoint') this.#announce(row, observation);
    if (observation.kind !== 'dns-response' || observation.multicast || observation.addresses.length === 0) return;
    const client = addressOf(this.#table, row, ORIGINATOR);
    const { name } = observation;
    for (const address of observation.addresses) this.names.learn(client, address, name, observation.at.time);
    if (this.#catalogue.matchHost(name).length + this.#catalogue.declared(name, undefined).length === 0) return;
    this.#noteLookup(client, name);
  }

  #noteLookup(client: string, name: string): void {
    if (this.#lookups.young.get(client)?.has(name)) return;
    this.#lookups.grow();
    const { young, old } = this.#lookups;
    const before = old.get(client);
    const own = young.get(client) ?? new Map<string, Lookup>();
    if (own.size === 0) young.set(client, own);
    own.set(name, before?.get(name) ?? { visited: false });
    if (before?.delete(name)) this.#lookups.shrinkOld();
  }

  #visit(client: string, name: string): void {
    const lookup = this.#lookups.young.get(client)?.get(name) ?? this.#lookups.old.get(client)?.get(name);
    if (lookup !== undefined) lookup.visited = true;
  }

  #firstFrame(row: number): FrameAt {
    return this.#table.event(row, FIRST)!;
  }

  /**
   * Ids of the rows whose names were looked up by somebody who then went to none of them, by the roles that are known now; `now`: ns up
   * to which the capture was watched. Of many look-ups that stands for a while: to go through 40 000 takes 10 ms.
   */
  resolvedOnly(now: number): ReadonlySet<string> {
    const known = this.#resolved;
    if (known !== undefined && known.lookups > FEW_LOOKUPS && now - known.at < RESOLVED_STANDS) return known.ids;
    const ids = new Set<string>();
    let count = 0;
    for (const lookups of [this.#lookups.old, this.#lookups.young]) {
      for (const [client, names] of lookups) {
        const roles = this.roles.rolesOf(client);
        count += names.size;
        for (const [name, { visited }] of names)
          if (!visited) for (const { id } of this.#assigner.rowsOfName(name, roles)) ids.add(id);
      }
    }
    if (this.#live) this.#resolved = { ids, at: now, lookups: count };
    return ids;
  }

  /** The capture has ended: nothing stands that was worked out while it went on. */
  end(): void {
    this.#resolved = undefined;
  }

  /** A host that the server calls by a name is taken for itself: it names its own interfaces. */
  #announce(row: number, { host, port, at }: DcerpcEndpointObservation): void {
    const client = addressOf(this.#table, row, ORIGINATOR);
    const own = addressOf(this.#table, row, RESPONDER);
    this.#announced.learn(client, own, port, at.time);
    if (host !== undefined && addressBytes(host) !== undefined) this.#announced.learn(client, host, port, at.time);
  }
}

/** What the site declares of a name or an address, in the words of the report. */
function declaredRoles(
  catalogue: Catalogue,
  name: string | undefined,
  address: string | undefined,
  because: string,
): HostRole[] {
  const file = catalogue.site.path ?? 'the site configuration';
  return catalogue.declared(name, address).map(({ role, host, key }) => ({
    role,
    inferred: false,
    reason: `${host} is declared as ${ROLE_TITLES[role]} in ${file}${key === undefined ? '' : ` (${key})`}${because}`,
  }));
}

function named(name: string | undefined): ServerName {
  return { name, from: undefined, candidates: NONE };
}
