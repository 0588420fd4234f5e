/** Hosts of the flows of interest, with their names and roles. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { RoleTable } from '../classify/roles.ts';
import type { HostReport } from './contract.ts';

/** Hosts that a report lists, by first appearance. */
export const MAX_HOSTS = 1000;
/** Names of one host. */
const MAX_NAMES = 16;

const EVIDENCE = { name: 'named', role: 'known as', client: 'answers a', range: 'in the range' } as const;

interface Host {
  readonly names: Set<string>;
  readonly roles: Map<string, { inferred: boolean; reason: string }>;
  /** `FlowEnds.alike` of the flows that were asked. */
  readonly heard: Set<number>;
}

/** A flow as far as it tells of its hosts. */
export interface FlowEnds {
  readonly client: string;
  readonly server: string;
  readonly serverName: string | undefined;
  /** The same for flows to a server that say the same of its role: theirs is asked for once, as that is costly. */
  readonly alike: number;
  facts(): FlowFacts;
}

export function hostReports(flows: Iterable<FlowEnds>, roles: RoleTable): HostReport[] {
  const hosts = new Map<string, Host>();
  for (const flow of flows) {
    hostOf(hosts, flow.client, roles);
    const server = hostOf(hosts, flow.server, roles);
    if (server === undefined) continue;
    if (flow.serverName !== undefined && server.names.size < MAX_NAMES) server.names.add(flow.serverName);
    if (server.heard.has(flow.alike)) continue;
    server.heard.add(flow.alike);
    documented(server, flow.facts());
  }
  return [...hosts].map(([address, host]) => ({
    address,
    names: [...host.names],
    roles: [...host.roles].map(([role, { inferred, reason }]) => ({ role, inferred, reason })),
  }));
}

/** What the documents say of the server; behind a proxy the match is not about the address. */
function documented(server: Host, { id, services, responderRole }: FlowFacts): void {
  const match = services[0];
  if (match === undefined || responderRole !== match.row.to || server.roles.has(match.row.to)) return;
  if (isDeclared(server)) return;
  const reason = `${EVIDENCE[match.by]} ${match.on}, as ${match.row.ref} documents: flow ${id}`;
  server.roles.set(match.row.to, { inferred: true, reason });
}

/** What the site says of a host is all that is said of it. */
function isDeclared({ roles }: Host): boolean {
  return [...roles.values()].some(({ inferred }) => !inferred);
}

function hostOf(hosts: Map<string, Host>, address: string, roles: RoleTable): Host | undefined {
  const known = hosts.get(address);
  if (known !== undefined || hosts.size >= MAX_HOSTS) return known;
  const told = roles.of(address).map(({ role, inferred, reason }) => [role, { inferred, reason }] as const);
  const host: Host = { names: new Set(), roles: new Map(told), heard: new Set() };
  hosts.set(address, host);
  return host;
}
