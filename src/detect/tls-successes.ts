/** TLS handshakes that went through, by client: what a refusal is measured against. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { MAX_PARAMETER_LIST } from './parameters.ts';

/** Places remembered, and clients of all of them together. */
export const MAX_PLACES = 10_000;
export const MAX_CLIENTS = 50_000;

export class TlsSuccesses {
  /** Place -> client -> handshakes. */
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #names = new Map<string, Set<string>>();
  #clients = 0;

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    if (flow.protocol !== 'tls' || flow.serverName === undefined) return;
    this.#noteName(flow.originator.address, flow.serverName);
    if (flow.services.length > 0) this.#count(this.placeOf(flow), flow.originator.address);
  }

  /** The host as the catalogue names it: all couriers are one. */
  placeOf(flow: FlowFacts): string {
    return flow.services[0].host?.name ?? flow.responder.address;
  }

  /** Handshakes of these clients at the place. */
  count(place: string, clients: Iterable<string>): number {
    const counts = this.#counts.get(place);
    let sum = 0;
    if (counts !== undefined) for (const client of clients) sum += counts.get(client) ?? 0;
    return sum;
  }

  /** Server names with which the client completed TLS, at most `MAX_PARAMETER_LIST`. */
  namesOf(client: string): string[] {
    return [...(this.#names.get(client) ?? [])];
  }

  #count(place: string, client: string): void {
    let counts = this.#counts.get(place);
    if (counts === undefined) {
      if (this.#counts.size >= MAX_PLACES) return;
      counts = new Map();
      this.#counts.set(place, counts);
    }
    const count = counts.get(client);
    if (count === undefined && this.#clients++ >= MAX_CLIENTS) return;
    counts.set(client, (count ?? 0) + 1);
  }

  #noteName(client: string, name: string): void {
    const names = this.#names.get(client);
    if (names !== undefined) {
      if (names.size < MAX_PARAMETER_LIST) names.add(name);
    } else if (this.#names.size < MAX_CLIENTS) this.#names.set(client, new Set([name]));
  }
}
