/** The catalogue, indexed: which documented connections a name, an address or a port belongs to, and why. */
import { addressBytes } from './address-bytes.ts';
import type { RangeName } from './address-ranges.ts';
import { CidrIndex } from './cidr-index.ts';
import { HostIndex } from './host-index.ts';
import { HostTrie, MAX_NAME_LENGTH } from './host-trie.ts';
import { documentsPort, type PortTransport } from './ports.ts';
import { type RangeMatch, rangesAt } from './range-index.ts';
import { type Role, rolesFit } from './role.ts';
import type { DocumentedHost, ServiceRow } from './service-row.ts';
import { EMPTY_SITE, type Site, type SiteHost } from './site.ts';
import { SITE_ROLES } from './site-roles.ts';
import { GROUPS, ROWS } from './tables.ts';

interface HostMatch {
  readonly row: ServiceRow;
  /** The host entry whose pattern covers the name. */
  readonly host: DocumentedHost;
}

/** What is known of a destination and of who goes there. Everything is optional; `transport` is TCP when not given. */
export interface EndpointQuery {
  readonly name?: string | undefined;
  /** Text, or 4 or 16 bytes. */
  readonly address?: string | Uint8Array | undefined;
  readonly transport?: PortTransport | undefined;
  readonly port?: number | undefined;
  /** Outermost protocol by content; `unknown` or nothing when none was recognised. */
  readonly protocol?: string | undefined;
  readonly clientRoles?: readonly Role[] | undefined;
  /** Roles of the destination beyond those that the site declares. */
  readonly serverRoles?: readonly Role[] | undefined;
}

export interface EndpointMatch {
  readonly row: ServiceRow;
  /** What decided: the server's name, its role, what the client's role speaks (`classify`), or the address range. */
  readonly by: 'name' | 'role' | 'client' | 'range';
  /** The pattern, role or block that decided. */
  readonly on: string;
  /** For `name`: the host entry. */
  readonly host: DocumentedHost | undefined;
  /** For `role`: what the site declares, where it is not inferred. */
  readonly declared?: SiteHost;
  /** The row documents this port for this host, or the site declares it; true when no port was asked for. */
  readonly portDocumented: boolean;
  /** The row knows this protocol; true when none was recognised. */
  readonly protocolDocumented: boolean;
}

export interface Catalogue {
  /** What the customer declares. */
  readonly site: Site;
  readonly rows: readonly ServiceRow[];
  /** By id (`managed-device-apns`) or ref (`S22`). */
  row(idOrRef: string): ServiceRow | undefined;
  /** Rows of a table or named group, such as `apns`, `apple`, `jamf-hosted`. */
  group(name: string): readonly ServiceRow[] | undefined;
  /** Rows with a pattern that covers the name, longest pattern first; those that leave the name to others are not among them. */
  matchHost(name: string): readonly HostMatch[];
  /** Ranges that hold the address, longest prefix first; none for what is no address. */
  matchAddress(address: string | Uint8Array): readonly RangeMatch[];
  /** Rows that may lead to a server of the customer's own and document the port: what a host may be, no evidence that it is. */
  matchPort(transport: PortTransport, port: number): readonly ServiceRow[];
  /** What the site declares of a host: names, longest pattern first, then addresses, longest prefix first. */
  declared(name: string | undefined, address: string | Uint8Array | undefined): readonly SiteHost[];
  /** The roles among that, each once. */
  rolesOf(name: string | undefined, address: string | Uint8Array | undefined): readonly Role[];
  /** The rows that fit a destination by its name, else by its roles, else by its address range; most specific first. */
  classifyEndpoint(query: EndpointQuery): readonly EndpointMatch[];
}

const NONE: readonly never[] = [];

const CUSTOMERS: ReadonlySet<Role> = new Set<Role>(SITE_ROLES.map(({ role }) => role));

/** The catalogue of these rows (default: the built-in ones), extended by what the site declares. Indexes are built here, once. */
export function createCatalogue(site: Site = EMPTY_SITE, rows: readonly ServiceRow[] = ROWS): Catalogue {
  const byKey = new Map(rows.flatMap((row) => [[row.id, row] as const, [row.ref, row] as const]));
  const { hosts, exceptions } = hostTries(rows);
  const withRanges = rows.filter((row) => row.ranges !== undefined);
  const ownHosts = rows.filter((row) => row.blocks === undefined && CUSTOMERS.has(row.to));
  const blocks = new CidrIndex(
    rows.flatMap((row) => (row.blocks ?? NONE).map((cidr) => [cidr, { row, cidr }] as const)),
  );
  /** Answers of `matchPort`, asked for nearly every flow, one a port; UDP ports are negative. */
  const byPort = new Map<number, readonly ServiceRow[]>();
  const siteIndex = new HostIndex(site.hosts.map((declared) => [declared.host, declared] as const));

  const bytesOf = (address: string | Uint8Array) => (typeof address === 'string' ? addressBytes(address) : address);

  function matchHost(name: string): readonly HostMatch[] {
    const found = hosts.match(name);
    if (found.length === 0) return found;
    const elsewhere = exceptions.match(name);
    return elsewhere.length === 0 ? found : found.filter((match) => !elsewhere.includes(match.row));
  }

  function matchAddress(address: string | Uint8Array): readonly RangeMatch[] {
    const bytes = bytesOf(address);
    return bytes === undefined ? NONE : rangesAt(bytes);
  }

  function declared(name: string | undefined, address: string | Uint8Array | undefined): readonly SiteHost[] {
    if (site.hosts.length === 0) return NONE;
    const named = name === undefined ? NONE : siteIndex.ofName(name);
    return address === undefined ? named : [...named, ...siteIndex.ofAddress(address)];
  }

  function byName(query: EndpointQuery): readonly EndpointMatch[] {
    if (query.name === undefined) return NONE;
    const matches = matchHost(query.name).map(({ row, host }) =>
      judge(query, { row, by: 'name', on: host.name, host }),
    );
    return narrowByClient(matches.filter(firstOfRow), query.clientRoles ?? NONE);
  }

  function byRole(query: EndpointQuery): readonly EndpointMatch[] {
    const hosts = declared(query.name, query.address);
    const roles = [...hosts.map((host) => host.role), ...(query.serverRoles ?? NONE)];
    if (roles.length === 0) return NONE;
    return rows
      .filter((row) => leadsToOneOf(row, roles) && clientFits(row, query))
      .map((row) => {
        const own = hosts.filter((host) => leadsToOneOf(row, [host.role]));
        const ports = own.flatMap((host) => host.ports ?? NONE);
        const match = judge(query, { row, by: 'role', on: row.to }, ports);
        return own.length === 0 ? match : { ...match, declared: own[0] };
      });
  }

  /** A range is weak evidence: it counts on a documented port only. */
  function byRange(query: EndpointQuery): readonly EndpointMatch[] {
    if (query.address === undefined) return NONE;
    const bytes = bytesOf(query.address);
    if (bytes === undefined) return NONE;
    const ranges = rangesAt(bytes).flatMap(({ range, cidr }) =>
      withRanges.filter(namesRange(range.name)).map((row) => ({ row, cidr })),
    );
    return [...blocks.match(bytes), ...ranges]
      .map(({ row, cidr }) => judge(query, { row, by: 'range', on: cidr }))
      .filter(firstOfRow)
      .filter((match) => match.portDocumented && clientFits(match.row, query));
  }

  return {
    site,
    rows,
    row: (idOrRef) => byKey.get(idOrRef),
    group: (name) => GROUPS.get(name),
    matchHost,
    matchAddress,
    matchPort: (transport, port) => {
      const key = transport === 'tcp' ? port : -1 - port;
      const known = byPort.get(key);
      if (known !== undefined) return known;
      const documenting = ownHosts.filter((row) => documentsPort(row, transport, port));
      const fitting = documenting.length === 0 ? NONE : documenting;
      byPort.set(key, fitting);
      return fitting;
    },
    declared,
    rolesOf: (name, address) => [...new Set(declared(name, address).map((host) => host.role))],
    classifyEndpoint: (query) => {
      for (const evidence of [byName, byRole, byRange]) {
        const matches = evidence(query);
        if (matches.length > 0) return matches.toSorted(mostSpecificFirst);
      }
      return NONE;
    },
  };
}

function hostTries(rows: readonly ServiceRow[]): { hosts: HostTrie<HostMatch>; exceptions: HostTrie<ServiceRow> } {
  const hosts = new HostTrie<HostMatch>();
  const exceptions = new HostTrie<ServiceRow>();
  for (const row of rows) {
    for (const host of row.hosts) if (!host.borrowed) hosts.add(host.name, { row, host });
    for (const pattern of row.except ?? NONE) exceptions.add(pattern, row);
  }
  return { hosts, exceptions };
}

const namesRange = (name: RangeName) => (row: ServiceRow) => row.ranges!.includes(name);

/** A row to `other-service` leads to whoever has its names or addresses, and to nobody by a role. */
const leadsToOneOf = (row: ServiceRow, roles: readonly Role[]): boolean =>
  row.to !== 'other-service' && rolesFit([row.to], roles);

const clientFits = (row: ServiceRow, query: EndpointQuery): boolean => rolesFit(row.from, query.clientRoles ?? NONE);

type Evidence = Pick<EndpointMatch, 'row' | 'by' | 'on'> & { readonly host?: DocumentedHost };

/** Names its fields one by one: spreading `evidence` made a look-up five times slower. */
function judge(query: EndpointQuery, evidence: Evidence, sitePorts: readonly number[] = NONE): EndpointMatch {
  const { row, by, on, host } = evidence;
  const { port, protocol, transport = 'tcp' } = query;
  return {
    row,
    by,
    on,
    host,
    portDocumented: port === undefined || documentsPort(row, transport, port, host) || sitePorts.includes(port),
    protocolDocumented: protocol === undefined || protocol === 'unknown' || documentsProtocol(row, protocol),
  };
}

/** A row whose protocol is not documented (`unknown` among its own) takes any. */
const documentsProtocol = (row: ServiceRow, protocol: string): boolean =>
  row.protocols.some((known) => known === protocol || known === 'unknown');

/** Several patterns or blocks may lead to a row; the longest, which comes first, names it. */
const firstOfRow = (match: EndpointMatch, at: number, all: readonly EndpointMatch[]): boolean =>
  all.findIndex((other) => other.row === match.row) === at;

/** The client's role picks among the rows of a name. It never empties the list: the name is the better witness. */
function narrowByClient(matches: readonly EndpointMatch[], clientRoles: readonly Role[]): readonly EndpointMatch[] {
  const fitting = matches.filter((match) => rolesFit(match.row.from, clientRoles));
  return fitting.length > 0 ? fitting : matches;
}

/**
 * Longer patterns and blocks first, then rows that document the port, then rows that do not yield; the order of the tables
 * decides the rest, as sorting is stable.
 */
function mostSpecificFirst(a: EndpointMatch, b: EndpointMatch): number {
  return (
    specificity(b) - specificity(a) ||
    Number(b.portDocumented) - Number(a.portDocumented) ||
    Number(a.row.yields === true) - Number(b.row.yields === true)
  );
}

/** An exact name beats every wildcard. */
function specificity({ by, on, host }: EndpointMatch): number {
  if (host !== undefined) return host.name.startsWith('*.') ? host.name.length : MAX_NAME_LENGTH;
  return by === 'range' ? Number(on.slice(on.indexOf('/') + 1)) : 0;
}
