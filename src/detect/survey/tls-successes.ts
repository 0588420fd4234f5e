/** TLS handshakes that went through, by client: what a refusal is measured against. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { listOf } from '../draft.ts';
import type { Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';

/** Handshakes remembered, over all places and clients. */
export const MAX_HANDSHAKES = 50_000;
/** Clients whose server names are remembered. */
export const MAX_CLIENTS = 20_000;

export class TlsSuccesses {
  /** Place -> client -> ids of the flows: a flow may be told of again. */
  readonly #flows = new Map<string, Map<string, Set<number>>>();
  readonly #names = new Map<string, Set<string>>();
  readonly #overflow: Overflow;
  #handshakes = 0;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    if (flow.protocol !== 'tls' || flow.serverName === undefined) return;
    this.#noteName(flow, flow.serverName);
    if (flow.services.length > 0) this.#noteFlow(this.placeOf(flow), flow);
  }

  /** The host as the catalogue names it: all couriers are one. */
  placeOf(flow: FlowFacts): string {
    return flow.services[0].host?.name ?? flow.responder.address;
  }

  /** Handshakes of these clients at the place. */
  count(place: string, clients: Iterable<string>): number {
    const flows = this.#flows.get(place);
    let sum = 0;
    if (flows !== undefined) for (const client of clients) sum += flows.get(client)?.size ?? 0;
    return sum;
  }

  /** Who completed TLS at the place, but for the given clients; at most `MAX_PARAMETER_LIST`. */
  acceptedBy(place: string, but: ReadonlySet<string>): string[] {
    return listOf([...(this.#flows.get(place)?.keys() ?? [])].filter((client) => !but.has(client)));
  }

  /** Server names with which the client completed TLS, at most `MAX_PARAMETER_LIST`. */
  namesOf(client: string): string[] {
    return [...(this.#names.get(client) ?? [])];
  }

  #noteFlow(place: string, { originator, id, first }: FlowFacts): void {
    if (this.#handshakes >= MAX_HANDSHAKES) {
      this.#overflow(first);
      return;
    }
    const client = originator.address;
    const clients = this.#flows.get(place) ?? new Map<string, Set<number>>();
    const flows = clients.get(client) ?? new Set();
    if (clients.size === 0) this.#flows.set(place, clients);
    if (flows.size === 0) clients.set(client, flows);
    if (!flows.has(id)) this.#handshakes++;
    flows.add(id);
  }

  #noteName({ originator, first }: FlowFacts, name: string): void {
    const client = originator.address;
    const names = this.#names.get(client);
    if (names !== undefined) {
      if (names.size < MAX_PARAMETER_LIST) names.add(name);
    } else if (this.#names.size < MAX_CLIENTS) this.#names.set(client, new Set([name]));
    else this.#overflow(first);
  }
}
