/** Who got through to which address and port: where one client fails there and others do not, the server works. */
import { RecentSets } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { familyOf } from '../address-family.ts';
import { listOf } from '../draft.ts';
import { bounded, type Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Addresses with ports remembered. */
export const MAX_PLACES = 20_000;
/** Clients remembered of each: as many as are named, beside others that are not. */
const MAX_CLIENTS = 4 * MAX_PARAMETER_LIST;

export class Reached {
  readonly #clients: RecentSets<string, string>;

  constructor(overflow: Overflow, live = false) {
    this.#clients = new RecentSets(bounded(MAX_PLACES, live), MAX_CLIENTS, overflow);
  }

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    this.#clients.add(placeOf(flow), flow.originator.address);
  }

  /** Clients that got where this flow did not, but for the given ones, and for those of the other family, which may be the same machines. */
  byOthers(flow: FlowFacts, but: ReadonlySet<string>): string[] {
    const family = familyOf(flow.originator.address);
    return listOf(this.#of(flow).filter((client) => !but.has(client) && familyOf(client) === family));
  }

  /** Those of the given clients that got there. */
  byThese(flow: FlowFacts, clients: ReadonlySet<string>): string[] {
    return listOf(this.#of(flow).filter((client) => clients.has(client)));
  }

  #of(flow: FlowFacts): string[] {
    return this.#clients.of(placeOf(flow));
  }
}

function placeOf({ transport, responder }: FlowFacts): string {
  return `${transport} ${responder.address} ${responder.port}`;
}
