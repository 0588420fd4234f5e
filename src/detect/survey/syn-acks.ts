/** How TCP was accepted, by client: a transparent proxy answers for every server, and always in the same way. */
import { RecentMap, withRecent } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import type { TcpOptions } from '../../flow/tcp-options.ts';
import { hostOwner } from '../issuer/host-owner.ts';
import { bounded, type Overflow } from '../memory.ts';
import { ownNetworkOf } from '../own-network.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Clients remembered. */
export const MAX_CLIENTS = 20_000;
/** Servers of so many owners in so many networks do not answer alike by chance. */
const MANY = 3;

interface Accepted {
  /** Of the first SYN-ACK. */
  readonly options: TcpOptions;
  readonly hopLimit: number;
  differs: boolean;
  owners: readonly string[];
  /** One CDN answers alike for all whom it serves. */
  networks: readonly string[];
}

export class SynAcks {
  readonly #clients: RecentMap<string, Accepted>;

  constructor(overflow: Overflow, live = false) {
    this.#clients = new RecentMap(bounded(MAX_CLIENTS, live), overflow);
  }

  /** Of TLS with public servers alone: other ports need not lead through the proxy. */
  note(flow: FlowFacts): void {
    const { tcp, serverName } = flow;
    const options = tcp?.options[RESPONDER];
    if (options === undefined || flow.protocol !== 'tls' || serverName === undefined) return;
    const client = flow.originator.address;
    const known = this.#clients.note(client);
    if (known?.differs || ownNetworkOf(flow.responder.address) !== '') return;
    const hopLimit = tcp!.hopLimits[RESPONDER];
    const accepted: Accepted = known ?? {
      options,
      hopLimit,
      differs: false,
      owners: [],
      networks: [],
    };
    if (known === undefined) this.#clients.set(client, accepted);
    accepted.differs = hopLimit !== accepted.hopLimit || !isAlike(options, accepted.options);
    accepted.owners = withRecent(accepted.owners, hostOwner(serverName), MAX_PARAMETER_LIST);
    accepted.networks = withRecent(accepted.networks, providerNetwork(flow.responder.address), MAX_PARAMETER_LIST);
  }

  /** Servers of three owners or more, in as many networks, accepted the client, all of them alike. */
  uniform(client: string): boolean {
    const accepted = this.#clients.get(client);
    return (
      accepted !== undefined && !accepted.differs && accepted.owners.length >= MANY && accepted.networks.length >= MANY
    );
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

/** As far as the addresses of one provider are alike: 16 bits of IPv4, 32 of IPv6. */
function providerNetwork(address: string): string {
  return address.split(address.includes(':') ? ':' : '.', 2).join('.');
}
