/** When a client reached a service: what makes a blocked attempt a degraded service, or a lost race. */

/** Client-service pairs remembered. */
const MAX_PAIRS = 100_000;
/** Times kept per pair: the first ones, and always the last. */
const MAX_TIMES = 64;

export class SuccessIndex {
  /** By client and service. */
  readonly #times = new Map<string, Map<string, number[]>>();
  #pairs = 0;
  /** Successes of pairs for which there was no room. */
  forgotten = 0;

  /** `time` is the flow's first packet, ns. */
  add(client: string, service: string, time: number): void {
    const times = this.#times.get(client)?.get(service);
    if (times === undefined) this.#begin(client, service, time);
    else if (times.length < MAX_TIMES) times.push(time);
    else times[MAX_TIMES - 1] = time;
  }

  /** The flow that began at `time` was another service's after all. */
  remove(client: string, service: string, time: number): void {
    const times = this.#times.get(client)?.get(service);
    const at = times?.indexOf(time) ?? -1;
    if (at >= 0) times!.splice(at, 1);
  }

  of(client: string, service: string): readonly number[] {
    return this.#times.get(client)?.get(service) ?? [];
  }

  #begin(client: string, service: string, time: number): void {
    if (this.#pairs >= MAX_PAIRS) {
      this.forgotten++;
      return;
    }
    this.#pairs++;
    const services = this.#times.get(client);
    if (services === undefined) this.#times.set(client, new Map([[service, [time]]]));
    else services.set(service, [time]);
  }
}
