/** How TCP was accepted, by client: a transparent proxy answers for every server, and always in the same way. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import type { TcpOptions } from '../../flow/tcp-options.ts';
import { hostOwner } from '../issuer/host-owner.ts';
import type { Overflow } from '../memory.ts';
import { ownNetworkOf } from '../own-network.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Clients remembered. */
export const MAX_CLIENTS = 20_000;
/** Servers of so many owners do not answer alike by chance. */
const MANY_OWNERS = 3;

interface Accepted {
  /** Of the first SYN-ACK. */
  readonly options: TcpOptions;
  readonly hopLimit: number;
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
    const { tcp, serverName } = flow;
    const options = tcp?.options[RESPONDER];
    if (options === undefined || flow.protocol !== 'tls' || serverName === undefined) return;
    const client = flow.originator.address;
    const known = this.#clients.get(client);
    if (known?.differs || ownNetworkOf(flow.responder.address) !== '') return;
    const hopLimit = tcp!.hopLimits[RESPONDER];
    if (known === undefined && this.#clients.size >= MAX_CLIENTS) {
      this.#overflow(flow.first);
      return;
    }
    const accepted = known ?? { options, hopLimit, differs: false, owners: new Set<string>() };
    if (known === undefined) this.#clients.set(client, accepted);
    accepted.differs = hopLimit !== accepted.hopLimit || !isAlike(options, accepted.options);
    if (accepted.owners.size < MAX_PARAMETER_LIST) accepted.owners.add(hostOwner(serverName));
  }

  /** Servers of three owners or more accepted the client, all of them alike. */
  uniform(client: string): boolean {
    const accepted = this.#clients.get(client);
    return accepted !== undefined && !accepted.differs && accepted.owners.size >= MANY_OWNERS;
  }
}

function isAlike(one: TcpOptions, other: TcpOptions): boolean {
  return (
    one.window === other.window &&
    one.mss === other.mss &&
    one.windowScale === other.windowScale &&
    one.sackPermitted === other.sackPermitted &&
    one.timestamps === other.timestamps
  );
}
