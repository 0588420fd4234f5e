/** What the servers of a capture answered: tells a rule for one name or port from a server or a network that is down. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Server addresses remembered. */
export const MAX_SERVERS = 20_000;
/** Clients remembered. */
export const MAX_CLIENTS = 20_000;

export interface Server {
  /** TCP ports that accepted somebody. */
  readonly ports: Set<number>;
  /** Those of them on which the client heard that, and answered. */
  readonly completed: Set<number>;
  /** Names for which it spoke TLS to the end of the handshake. */
  readonly names: Set<string>;
  /** TTL or hop limit of its first SYN-ACK. */
  readonly hopLimit: number;
  /** From SYN to SYN-ACK, the shortest, ns: the way from the point of capture to the server and back. */
  roundTrip: number | undefined;
}

export class Servers {
  readonly #servers = new Map<string, Server>();
  /** Client -> the one server that accepted it by TCP, or `SEVERAL`; `NONE` when it only heard something. */
  readonly #clients = new Map<string, string>();
  readonly #overflow: Overflow;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  note(flow: FlowFacts): void {
    if (flow.packets[1] === 0) return;
    const { tcp } = flow;
    const client = flow.originator.address;
    if (tcp?.synAck === undefined) {
      this.#noteClient(client, NONE, flow);
      return;
    }
    this.#noteClient(client, flow.responder.address, flow);
    const server = this.#server(flow);
    if (server === undefined) return;
    if (server.ports.size < MAX_PARAMETER_LIST) server.ports.add(flow.responder.port);
    if (tcp.handshakeDone !== undefined && server.ports.has(flow.responder.port))
      server.completed.add(flow.responder.port);
    const leg = serverLeg(flow);
    if (leg !== undefined && !(server.roundTrip! <= leg)) server.roundTrip = leg;
    if (flow.succeeded && flow.protocol === 'tls' && flow.serverName !== undefined) {
      if (server.names.size < MAX_PARAMETER_LIST) server.names.add(flow.serverName);
    }
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

  #noteClient(client: string, server: string, { first }: FlowFacts): void {
    const known = this.#clients.get(client);
    if (known === server || known === SEVERAL || (known !== undefined && server === NONE)) return;
    if (known === undefined && this.#clients.size >= MAX_CLIENTS) {
      this.#overflow(first);
      return;
    }
    this.#clients.set(client, known === undefined || known === NONE ? server : SEVERAL);
  }

  #server(flow: FlowFacts): Server | undefined {
    const address = flow.responder.address;
    const known = this.#servers.get(address);
    if (known !== undefined) return known;
    if (this.#servers.size >= MAX_SERVERS) {
      this.#overflow(flow.first);
      return undefined;
    }
    const server: Server = {
      ports: new Set(),
      completed: new Set(),
      names: new Set(),
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
