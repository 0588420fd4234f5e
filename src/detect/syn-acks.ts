/** How TCP was accepted, by client: a transparent proxy answers for every server, and always in the same way. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { RESPONDER } from '../flow/direction.ts';
import { hostOwner } from './inspection/host-owner.ts';
import type { Overflow } from './memory.ts';
import { ownNetworkOf } from './own-network.ts';
import { MAX_PARAMETER_LIST } from './parameters.ts';

/** Clients remembered. */
export const MAX_CLIENTS = 20_000;
/** Servers of so many owners do not answer alike by chance. */
const MANY_OWNERS = 3;

interface Accepted {
  /** Options, window and hop limit of the first SYN-ACK. */
  readonly print: string;
  differs: boolean;
  readonly owners: Set<string>;
}

export class SynAcks {
  readonly #clients = new Map<string, Accepted>();
  readonly #overflow: Overflow;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  /** Of TLS with public servers alone: other ports need not lead through the proxy. */
  note(flow: FlowFacts): void {
    const print = flow.protocol === 'tls' && flow.serverName !== undefined ? printOf(flow) : undefined;
    if (print === undefined || ownNetworkOf(flow.responder.address) !== '') return;
    const client = flow.originator.address;
    const known = this.#clients.get(client);
    if (known === undefined && this.#clients.size >= MAX_CLIENTS) {
      this.#overflow(flow.first);
      return;
    }
    const accepted = known ?? { print, differs: false, owners: new Set<string>() };
    if (known === undefined) this.#clients.set(client, accepted);
    if (accepted.print !== print) accepted.differs = true;
    if (accepted.owners.size < MAX_PARAMETER_LIST) accepted.owners.add(hostOwner(flow.serverName!));
  }

  /** Servers of three owners or more accepted the client, all of them alike. */
  uniform(client: string): boolean {
    const accepted = this.#clients.get(client);
    return accepted !== undefined && !accepted.differs && accepted.owners.size >= MANY_OWNERS;
  }
}

function printOf({ tcp }: FlowFacts): string | undefined {
  const options = tcp?.options[RESPONDER];
  if (tcp === undefined || options === undefined) return undefined;
  const { window, mss, windowScale, sackPermitted, timestamps } = options;
  return [tcp.hopLimits[RESPONDER], window, mss, windowScale, sackPermitted, timestamps].join(' ');
}
