/** Which documented connections a flow belongs to: a pure function of its ends, its name, its content and the roles known. */
import { addressBytes } from '../catalogue/address-bytes.ts';
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import { type Role, rolesFit } from '../catalogue/role.ts';
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { Observation, Transport } from '../probe/registry.ts';
import { askedPort, askedProtocol, isProxied } from './asked-port.ts';
import { KeyTree } from './key-tree.ts';
import { landed, likeliest, matchesOfClient, withKnownClient } from './role-matches.ts';

export interface Assignable {
  readonly transport: Transport;
  readonly serverAddress: string;
  readonly serverPort: number;
  readonly name: string | undefined;
  readonly protocol: string;
  readonly observations: readonly Observation[];
  readonly clientRoles: readonly Role[];
  /** Roles of the address that the flow leads to. */
  readonly serverRoles: readonly Role[];
  /** The server had named this port to the client (`announced-ports.ts`). */
  readonly announced: boolean;
}

/** ALPN of the device protocol: tells a courier even on port 443 and at a wrong address. */
const COURIER_ALPN = ['apns-security-v', 'apns-pack-v'];
/** Port 443 on Apple's whole block is every service of Apple: only the APNs ranges tell push there. */
const SHARED_PORT = 443;
const WHOLE_BLOCK = '17.0.0.0/8';
const COURIER_ROW = 'S22';

const NO_ROLES: readonly Role[] = [];

/** Answers remembered: flows repeat the same destinations, and the indexes cost 2 µs where a look-up here costs 0.1. */
const MAX_REMEMBERED = 10_000;

export class ServiceAssigner {
  readonly #catalogue: Catalogue;
  /** By all that decides, and by name and client alone. */
  readonly #answers = new KeyTree<unknown, readonly EndpointMatch[]>(MAX_REMEMBERED);
  readonly #answersOfNames = new KeyTree<string, readonly EndpointMatch[]>(MAX_REMEMBERED);

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Most specific first; empty when the flow is unrelated. */
  assign(flow: Assignable): readonly EndpointMatch[] {
    const fitting = this.#fitting(flow);
    return isCourier(flow.observations) ? courierFirst(this.#catalogue, flow, fitting) : fitting;
  }

  /** The rows that a name stands for when nothing but the name is known, as of a DNS answer. */
  rowsOfName(name: string, clientRoles: readonly Role[]): readonly ServiceRow[] {
    return this.matchesOfName(name, clientRoles).map((match) => match.row);
  }

  /** The same, with what decided. */
  matchesOfName(name: string, clientRoles: readonly Role[]): readonly EndpointMatch[] {
    const place = this.#answersOfNames.at(name).at(textOf(clientRoles));
    if (place.value !== undefined) return place.value;
    const matches = withoutGuesses(this.#catalogue.classifyEndpoint({ name, clientRoles }), clientRoles);
    this.#answersOfNames.remember(place, matches);
    return matches;
  }

  #fitting(flow: Assignable): readonly EndpointMatch[] {
    const { name, serverAddress, transport, observations, clientRoles, announced } = flow;
    const proxied = isProxied(flow);
    const serverRoles = proxied ? NO_ROLES : flow.serverRoles;
    const protocol = askedProtocol(flow);
    const port = proxied
      ? askedPort({ protocol: flow.protocol, observations, port: flow.serverPort })
      : flow.serverPort;
    const scep = flow.protocol === 'http' && observations.some(isScep);
    const kind = (transport === 'udp' ? 1 : 0) | (announced ? 2 : 0) | (scep ? 4 : 0);
    const address = proxied ? undefined : serverAddress;
    let place = this.#answers.at(name).at(address).at(port).at(kind).at(protocol);
    // Of most flows neither is known.
    if (clientRoles.length + serverRoles.length > 0) place = place.at(textOf(clientRoles)).at(textOf(serverRoles));
    if (place.value !== undefined) return place.value;
    const destination = destinationOf(name, address);
    const matches = this.#catalogue
      .classifyEndpoint({ ...destination, transport, port, protocol, clientRoles, serverRoles })
      // A name decides: www.apple.com lies in Apple's block, and is not push for that. What a site declares holds all the same.
      .filter(
        (match) =>
          match.by !== 'range' || isOwnBlock(match) || (destination.name === undefined && !isSharedBlock(match, port)),
      );
    // Only the endpoint mapper and DCOM name ports: what goes there is theirs, also before it has said a word.
    const spoken = announced && protocol === 'unknown' ? 'dcerpc' : protocol;
    const placed = landed(matches, { transport, port, protocol, announced });
    const ofServer = atTheirPort(withoutGuesses(narrowed(placed, spoken, clientRoles), clientRoles));
    const fitting =
      ofServer.length > 0
        ? ofServer
        : matchesOfClient(this.#catalogue, { transport, port, protocol: spoken, clientRoles, scep });
    this.#answers.remember(place, fitting);
    return fitting;
  }
}

/** Lists of roles are kept by the hosts that have them: each becomes a text once. */
const texts = new WeakMap<readonly Role[], string>();

function textOf(roles: readonly Role[]): string {
  let text = texts.get(roles);
  if (text === undefined) {
    text = roles.join();
    texts.set(roles, text);
  }
  return text;
}

/** Rows that the server's role alone suggests have to fit better than those of a name. */
function narrowed(
  matches: readonly EndpointMatch[],
  protocol: string,
  clientRoles: readonly Role[],
): readonly EndpointMatch[] {
  if (matches[0]?.by !== 'role') return matches;
  return likeliest(withKnownClient(matches, clientRoles), protocol);
}

/** Of the rows of a name those count that document the port: the App Store on 443 is not the look-up that S6 makes on 80. */
function atTheirPort(matches: readonly EndpointMatch[]): readonly EndpointMatch[] {
  const placed = matches.filter((match) => match.portDocumented);
  return placed.length > 0 ? placed : matches;
}

/** Rows of Jamf's documents say who opens a connection; the groups of Apple's and Jamf's hosts hold for whoever comes. */
const OF_ONE_CLIENT = /^[SP]\d/;
/** Apple's groups and the customer's endpoint packs are of purposes, not of clients. */
const OF_A_PURPOSE = /^[AX]:/;

/**
 * While nobody knows the client's role, a row that one role opens counts only where no other row of the same name or host is for
 * somebody else: `*.jamfcloud.com` may be a device, an administrator or a connector, and all that is sure is S1, any client. Where
 * nothing is sure all that fit are named, but for hosts that every office computer visits.
 */
function withoutGuesses(matches: readonly EndpointMatch[], clientRoles: readonly Role[]): readonly EndpointMatch[] {
  if (clientRoles.length > 0) return matches;
  const own = matches.filter(({ host }) => host?.anybody !== true);
  const sure = own.filter(({ row, by }) => {
    if (by === 'range' || row.from.length > 1 || row.tellsClient === true || !OF_ONE_CLIENT.test(row.ref)) return true;
    return matches.every((other) =>
      by === 'name' ? isNobodyElses(other.row, row) : rolesFit(other.row.from, row.from),
    );
  });
  return sure.length > 0 ? sure : own;
}

/** Every client of the other row is one of this row. */
function isNobodyElses(other: ServiceRow, { from }: ServiceRow): boolean {
  return OF_A_PURPOSE.test(other.ref) || other.from.every((role) => rolesFit(from, [role]));
}

interface Destination {
  readonly name?: string;
  readonly address?: string;
}

/** An address in the place of a name is none. `address` is undefined behind a proxy, whose own it would be. */
function destinationOf(name: string | undefined, address: string | undefined): Destination {
  if (name === undefined) return address === undefined ? {} : { address };
  if (addressBytes(name) !== undefined) return { address: name };
  return address === undefined ? { name } : { name, address };
}

/** A block that an endpoint pack names for this row. */
function isOwnBlock({ row, on }: EndpointMatch): boolean {
  return row.blocks?.includes(on) === true;
}

function isSharedBlock({ on }: EndpointMatch, port: number | undefined): boolean {
  return on === WHOLE_BLOCK && port === SHARED_PORT;
}

function isCourier(observations: readonly Observation[]): boolean {
  for (const seen of observations) {
    if (seen.kind !== 'tls-client-hello') continue;
    return seen.hello.alpn.some(isCourierProtocol);
  }
  return false;
}

function isScep(seen: Observation): boolean {
  return seen.kind === 'http-request' && seen.scep !== undefined;
}

function isCourierProtocol(name: string): boolean {
  return COURIER_ALPN.some((prefix) => name.startsWith(prefix));
}

function courierFirst(
  catalogue: Catalogue,
  flow: Assignable,
  matches: readonly EndpointMatch[],
): readonly EndpointMatch[] {
  const known = matches.find((match) => match.row.ref === COURIER_ROW);
  if (known !== undefined) return [known, ...matches.filter((match) => match !== known)];
  const courier = catalogue.classifyEndpoint({
    name: 'courier.push.apple.com',
    transport: flow.transport,
    port: flow.serverPort,
    protocol: flow.protocol,
  });
  return courier.filter((match) => match.row.ref === COURIER_ROW);
}
