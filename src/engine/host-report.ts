/** Hosts of the flows of interest, with their names and roles. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { HostRole, RoleTable } from '../classify/roles.ts';
import type { HostReport } from './contract.ts';

/** Hosts that a report lists, by first appearance. */
export const MAX_HOSTS = 1000;
/** Names of one host. */
const MAX_NAMES = 16;

const EVIDENCE = { name: 'named', role: 'known as', client: 'answers a', range: 'in the range' } as const;

interface Host {
  readonly names: Set<string>;
  readonly roles: Map<string, { inferred: boolean; reason: string }>;
}

export function hostReports(flows: Iterable<FlowFacts>, roles: RoleTable): HostReport[] {
  const hosts = new Map<string, Host>();
  for (const flow of flows) {
    const client = hostOf(hosts, flow.originator.address);
    const server = hostOf(hosts, flow.responder.address);
    if (flow.serverName !== undefined && server !== undefined && server.names.size < MAX_NAMES)
      server.names.add(flow.serverName);
    tell(client, roles.of(flow.originator.address));
    tell(server, roles.of(flow.responder.address));
    const match = flow.services[0];
    // Behind a proxy the match is not about the address.
    if (match === undefined || flow.responderRole !== match.row.to || server?.roles.has(match.row.to)) continue;
    if (server !== undefined && isDeclared(server)) continue;
    const reason = `${EVIDENCE[match.by]} ${match.on}, as ${match.row.ref} documents: flow ${flow.id}`;
    server?.roles.set(match.row.to, { inferred: true, reason });
  }
  return [...hosts].map(([address, host]) => ({
    address,
    names: [...host.names],
    roles: [...host.roles].map(([role, { inferred, reason }]) => ({ role, inferred, reason })),
  }));
}

/** What the site says of a host is all that is said of it. */
function isDeclared({ roles }: Host): boolean {
  return [...roles.values()].some(({ inferred }) => !inferred);
}

function tell(host: Host | undefined, roles: readonly HostRole[]): void {
  for (const { role, inferred, reason } of roles) host?.roles.set(role, { inferred, reason });
}

function hostOf(hosts: Map<string, Host>, address: string): Host | undefined {
  const known = hosts.get(address);
  if (known !== undefined || hosts.size >= MAX_HOSTS) return known;
  const host: Host = { names: new Set(), roles: new Map() };
  hosts.set(address, host);
  return host;
}
