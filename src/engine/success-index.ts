/** Which clients reached a service: what makes a blocked attempt a degraded service. */

import type { Forgot } from '../bytes/generations.ts';
import { Generations } from '../bytes/generations.ts';

/** Client-service pairs remembered. */
export const MAX_PAIRS = 100_000;

export class SuccessIndex {
  /** Client -> service -> flows that reached it. */
  readonly #counts: Generations<Map<string, Map<string, number>>>;

  constructor(forgot: Forgot = () => {}) {
    this.#counts = new Generations(() => new Map(), MAX_PAIRS, forgot);
  }

  add(client: string, service: string): void {
    const count = this.#counts.young.get(client)?.get(service);
    if (count === undefined) this.#counts.grow();
    const { young } = this.#counts;
    const services = young.get(client) ?? new Map<string, number>();
    if (services.size === 0) young.set(client, services);
    services.set(service, (services.get(service) ?? 0) + 1);
  }

  /** A flow that was counted was another service's after all. */
  remove(client: string, service: string): void {
    const { young, old } = this.#counts;
    for (const services of [young.get(client), old.get(client)]) {
      const count = services?.get(service) ?? 0;
      if (count === 0) continue;
      services!.set(service, count - 1);
      return;
    }
  }

  has(client: string, service: string): boolean {
    const { young, old } = this.#counts;
    return (young.get(client)?.get(service) ?? 0) + (old.get(client)?.get(service) ?? 0) > 0;
  }
}
