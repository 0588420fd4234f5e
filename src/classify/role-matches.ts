/** Documented connections between hosts of the customer's own: no name tells them, but roles, ports and content do. */
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import { documentsPort } from '../catalogue/ports.ts';
import { type Role, rolesFit } from '../catalogue/role.ts';
import type { PortSpan, ServiceRow } from '../catalogue/service-row.ts';
import type { Transport } from '../probe/registry.ts';

/**
 * What a Jamf Pro server, an Infrastructure Manager or a connector speaks for one purpose only. Files, shells and the web are
 * spoken for many.
 */
const TELLING_PROTOCOLS: ReadonlySet<string> = new Set([
  'mysql',
  'memcached',
  'ldap',
  'smtp',
  'syslog',
  'hl7',
  'dcerpc',
] satisfies ServiceRow['protocols'][number][]);

const WEB_PROTOCOLS: ReadonlySet<string> = new Set(['tls', 'http', 'http2', 'quic']);

/**
 * Servers that serve the whole company: that somebody asks the directory says nothing of Jamf Pro. Such a row needs a client
 * of its role.
 */
const SHARED_SERVERS: ReadonlySet<Role> = new Set<Role>([
  'ldap',
  'smtp',
  'syslog',
  'scep',
  'adcs',
  'sccm',
  'webhook-listener',
  'dns-server',
  'managed-device',
  'managed-computer',
  'mobile-device',
]);

const NONE: readonly never[] = [];

/**
 * A host does more than one thing. Of the rows of its role those count that document the port and the protocol; else those whose
 * protocol it is, misplaced; else those whose port it is, with something else on it.
 */
export function likeliest(matches: readonly EndpointMatch[], protocol: string): readonly EndpointMatch[] {
  const placed = matches.filter((match) => match.portDocumented && match.protocolDocumented);
  if (placed.length > 0) return placed;
  const spoken = matches.filter(({ row, protocolDocumented }) => protocolDocumented && isTold(row, protocol));
  return spoken.length > 0 ? spoken : matches.filter((match) => match.portDocumented);
}

/** The protocol tells the row on whatever port: it is no web traffic, the row has nothing else, or its port may be any. */
function isTold({ protocols, configurablePort }: ServiceRow, protocol: string): boolean {
  return (
    protocol !== 'unknown' && (protocols.length === 1 || configurablePort === true || !WEB_PROTOCOLS.has(protocol))
  );
}

/** Rows by the role of the server whose client must be known, and is not, are guesses. */
export function withKnownClient(
  matches: readonly EndpointMatch[],
  clientRoles: readonly Role[],
): readonly EndpointMatch[] {
  if (clientRoles.length > 0) return matches;
  return matches.filter(
    ({ by, row }) => by !== 'role' || row.from.includes('other-service') || !SHARED_SERVERS.has(row.to),
  );
}

/**
 * A range of ports is where a server may land, not where it listens. On such a port a row counts when the server named the port to
 * this client, or when the content is its own; an attempt at any high port would be a guess.
 */
export function landed(
  matches: readonly EndpointMatch[],
  { transport, port, protocol, announced }: Landing,
): readonly EndpointMatch[] {
  if (port === undefined || matches.every(({ row }) => row.ports[transport]?.some(isRange) !== true)) return matches;
  return matches.flatMap((match): readonly EndpointMatch[] => {
    const spans = match.row.ports[transport] ?? NONE;
    if (!spans.some(isRange) || spans.includes(port)) return [match];
    return announced || protocol !== 'unknown' ? [match] : NONE;
  });
}

export interface Landing {
  readonly transport: Transport;
  readonly port: number | undefined;
  readonly protocol: string;
  /** The server named the port to the client. */
  readonly announced: boolean;
}

const isRange = (span: PortSpan): boolean => typeof span !== 'number';

export interface Conversation extends Omit<Landing, 'announced'> {
  readonly clientRoles: readonly Role[];
  /** An operation of SCEP was asked for over HTTP. */
  readonly scep: boolean;
}

/** What a host of a known role speaks tells who answers: what speaks MySQL to Jamf Pro is its database. */
export function matchesOfClient(catalogue: Catalogue, flow: Conversation): readonly EndpointMatch[] {
  const { transport, port, protocol, clientRoles, scep } = flow;
  if (clientRoles.length === 0 || !(scep || TELLING_PROTOCOLS.has(protocol))) return NONE;
  const matches = catalogue.rows
    .filter(({ hosts, from, to, protocols }) => {
      const spoken = scep ? to === 'scep' : includes(protocols, protocol);
      return spoken && hosts.length === 0 && isOf(from, clientRoles);
    })
    .map(
      (row): EndpointMatch => ({
        row,
        by: 'client',
        on: row.from.find((role) => isOf([role], clientRoles)) ?? row.from[0],
        host: undefined,
        portDocumented: port === undefined || documentsPort(row, transport, port),
        protocolDocumented: true,
      }),
    );
  const placed = matches.filter((match) => match.portDocumented);
  return placed.length > 0 ? placed.toSorted(yieldingLast) : matches.filter(({ row }) => row.yields !== true);
}

function yieldingLast(a: EndpointMatch, b: EndpointMatch): number {
  return Number(a.row.yields === true) - Number(b.row.yields === true);
}

function isOf(from: readonly Role[], clientRoles: readonly Role[]): boolean {
  return !from.includes('other-service') && rolesFit(from, clientRoles);
}

function includes(protocols: readonly string[], protocol: string): boolean {
  return protocols.includes(protocol);
}
