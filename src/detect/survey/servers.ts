/** What the servers of a capture answered: tells a rule for one name or port from a server or a network that is down. */
import { RecentMap, withRecent } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { bounded, type Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Server addresses remembered. */
export const MAX_SERVERS = 20_000;
/** Clients remembered. */
export const MAX_CLIENTS = 20_000;

export interface Server {
  /** TCP ports that accepted somebody. */
  ports: readonly number[];
  /** Those of them on which the client heard that, and answered. */
  completed: readonly number[];
  /** Names for which it spoke TLS to the end of the handshake. */
  names: readonly string[];
  /** TTL or hop limit of its first SYN-ACK. */
  readonly hopLimit: number;
  /** From SYN to SYN-ACK, the shortest, ns: the way from the point of capture to the server and back. */
  roundTrip: number | undefined;
}

export class Servers {
  readonly #servers: RecentMap<string, Server>;
  /** Client -> the one server that accepted it by TCP, or `SEVERAL`; `NONE` when it only heard something. */
  readonly #clients: RecentMap<string, string>;

  constructor(overflow: Overflow, live = false) {
    this.#servers = new RecentMap(bounded(MAX_SERVERS, live), overflow);
    this.#clients = new RecentMap(bounded(MAX_CLIENTS, live), overflow);
  }

  note(flow: FlowFacts): void {
    if (flow.packets[1] === 0) return;
    const { tcp } = flow;
    const client = flow.originator.address;
    if (tcp?.synAck === undefined) {
      this.#noteClient(client, NONE);
      return;
    }
    this.#noteClient(client, flow.responder.address);
    const server = this.#server(flow);
    const { port } = flow.responder;
    server.ports = withRecent(server.ports, port, MAX_PARAMETER_LIST);
    if (tcp.handshakeDone !== undefined) server.completed = withRecent(server.completed, port, MAX_PARAMETER_LIST);
    const leg = serverLeg(flow);
    if (leg !== undefined && !(server.roundTrip! <= leg)) server.roundTrip = leg;
    if (flow.succeeded && flow.protocol === 'tls' && flow.serverName !== undefined)
      server.names = withRecent(server.names, flow.serverName, MAX_PARAMETER_LIST);
  }

  of(address: string): Server | undefined {
    return this.#servers.get(address);
  }

  /** Somebody answered this client something: both directions were captured. */
  heard(client: string): boolean {
    return this.#clients.has(client);
  }

  /** Another server accepted this client by TCP. */
  reachesOthers(client: string, server: string): boolean {
    const reached = this.#clients.get(client);
    return reached !== undefined && reached !== NONE && reached !== server;
  }

  #noteClient(client: string, server: string): void {
    const known = this.#clients.note(client);
    if (known === server || known === SEVERAL || (known !== undefined && server === NONE)) return;
    this.#clients.set(client, known === undefined || known === NONE ? server : SEVERAL);
  }

  #server(flow: FlowFacts): Server {
    const address = flow.responder.address;
    const known = this.#servers.note(address);
    if (known !== undefined) return known;
    const server: Server = {
      ports: [],
      completed: [],
      names: [],
      hopLimit: flow.tcp!.hopLimits[1],
      roundTrip: undefined,
    };
    this.#servers.set(address, server);
    return server;
  }
}

/** No address reads like these. */
const NONE = '-';
const SEVERAL = '*';

/** From SYN to SYN-ACK, ns; undefined when a SYN was resent, as then nobody knows which one was answered. */
export function serverLeg({ tcp }: FlowFacts): number | undefined {
  if (tcp?.synAck === undefined || tcp.syns.length !== 1) return undefined;
  const leg = tcp.synAck.time - tcp.syns[0].time;
  return leg > 0 ? leg : undefined;
}
