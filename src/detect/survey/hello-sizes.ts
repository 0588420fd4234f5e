/** How large the ClientHellos were that got through: what one that vanished is measured against. */
import { RecentMap } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { helloBytesRead } from '../failure/full-size.ts';
import { bounded, type Overflow } from '../memory.ts';

/** Pairs of client and server name, and of client and server address, remembered. */
export const MAX_HELLO_PLACES = 20_000;

/** Bytes, with the record header. */
export interface HelloRange {
  smallest: number;
  largest: number;
}

export class HelloSizes {
  readonly #ranges: RecentMap<string, HelloRange>;

  constructor(overflow: Overflow, live = false) {
    this.#ranges = new RecentMap(bounded(MAX_HELLO_PLACES, live), overflow);
  }

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    if (flow.protocol !== 'tls') return;
    const bytes = helloBytesRead(flow);
    if (bytes === undefined) return;
    const client = flow.originator.address;
    if (flow.serverName !== undefined) this.#add(`${client} ${flow.serverName}`, bytes);
    this.#add(`${client} ${flow.responder.address}`, bytes);
  }

  /** Of one client, to a server name or an address. */
  of(client: string, server: string): HelloRange | undefined {
    return this.#ranges.get(`${client} ${server}`);
  }

  #add(key: string, bytes: number): void {
    const known = this.#ranges.note(key);
    if (known !== undefined) {
      known.smallest = Math.min(known.smallest, bytes);
      known.largest = Math.max(known.largest, bytes);
    } else this.#ranges.set(key, { smallest: bytes, largest: bytes });
  }
}
