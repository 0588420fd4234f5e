/** TLS handshakes that went through, by client: what a refusal is measured against. */
import { Generations } from '../../bytes/generations.ts';
import { RecentSets } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { listOf } from '../draft.ts';
import { bounded, type Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Handshakes remembered, over all places and clients. */
export const MAX_HANDSHAKES = 50_000;
/** Clients whose server names are remembered. */
export const MAX_CLIENTS = 20_000;

export class TlsSuccesses {
  /** Place -> client -> id of the flow, or ids: a flow may be told of again. A set for the many that have one would cost eight times as much. */
  readonly #flows: Generations<Map<string, Map<string, number | Set<number>>>>;
  readonly #names: RecentSets<string, string>;

  constructor(overflow: Overflow, live = false) {
    this.#flows = new Generations(() => new Map(), bounded(MAX_HANDSHAKES, live), overflow);
    this.#names = new RecentSets(bounded(MAX_CLIENTS, live), MAX_PARAMETER_LIST, overflow);
  }

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    if (flow.protocol !== 'tls' || flow.serverName === undefined) return;
    this.#names.add(flow.originator.address, flow.serverName);
    if (flow.services.length > 0) this.#noteFlow(this.placeOf(flow), flow);
  }

  /** The host as the catalogue names it: all couriers are one. */
  placeOf(flow: FlowFacts): string {
    return flow.services[0].host?.name ?? flow.responder.address;
  }

  /** Handshakes of these clients at the place. */
  count(place: string, clients: Iterable<string>): number {
    let sum = 0;
    for (const client of clients) for (const known of this.#at(place)) sum += sizeOf(known.get(client));
    return sum;
  }

  /** Who completed TLS at the place, but for the given clients; at most `MAX_PARAMETER_LIST`. */
  acceptedBy(place: string, but: ReadonlySet<string>): string[] {
    return listOf(this.#clientsAt(place, but));
  }

  /** Server names with which the client completed TLS, at most `MAX_PARAMETER_LIST`. */
  namesOf(client: string): string[] {
    return this.#names.of(client);
  }

  #noteFlow(place: string, { originator, id }: FlowFacts): void {
    const client = originator.address;
    if (this.#at(place).some((known) => isAmong(known.get(client), id))) return;
    this.#flows.grow();
    const { young } = this.#flows;
    const clients = young.get(place) ?? new Map<string, number | Set<number>>();
    const flows = clients.get(client);
    if (clients.size === 0) young.set(place, clients);
    if (flows === undefined) clients.set(client, id);
    else if (typeof flows === 'number') clients.set(client, new Set([flows, id]));
    else flows.add(id);
  }

  /** One by one: there may be thousands, of which a few are named. */
  *#clientsAt(place: string, but: ReadonlySet<string>): Iterable<string> {
    for (const known of this.#at(place)) for (const client of known.keys()) if (!but.has(client)) yield client;
  }

  /** What each generation knows of the place. */
  #at(place: string): Map<string, number | Set<number>>[] {
    return [this.#flows.old, this.#flows.young].flatMap((flows) => flows.get(place) ?? []);
  }
}

function sizeOf(flows: number | ReadonlySet<number> | undefined): number {
  if (flows === undefined) return 0;
  return typeof flows === 'number' ? 1 : flows.size;
}

function isAmong(flows: number | ReadonlySet<number> | undefined, id: number): boolean {
  return typeof flows === 'number' ? flows === id : flows?.has(id) === true;
}
