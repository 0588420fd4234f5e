/** Which flows keep their details (observations, notable frames) after they were judged: the rest keep only their row. */

/** How many flows a report prints per service without a finding (REPORT.md). */
export const HEALTHY_PER_SERVICE = 100;
/** How many flows keep details when all are asked for (the screen, `--all-flows`). */
export const MAX_DETAILED_FLOWS = 200_000;

/** The first flows of each service. */
export class Retention {
  readonly #all: boolean;
  readonly #perService = new Map<string, number>();
  #kept = 0;

  constructor(all: boolean) {
    this.#all = all;
  }

  /** Claims a place for the flow of a row, of these services; false when its details may go. */
  claim(services: readonly string[], _row: number, _id: number): boolean {
    let wanted = this.#all && this.#kept < MAX_DETAILED_FLOWS;
    for (const service of services) {
      const count = this.#perService.get(service) ?? 0;
      if (count >= HEALTHY_PER_SERVICE) continue;
      this.#perService.set(service, count + 1);
      wanted = true;
    }
    if (wanted) this.#kept++;
    return wanted;
  }

  /** A flow that claimed a place still has one. */
  holds(_id: number): boolean {
    return true;
  }
}

/** How many flows of a capture that goes on keep details when all are asked for. */
export const MAX_RECENT_FLOWS = 20_000;

/** The newest flows of each service: of a capture that goes on, the older ones make room. */
export class RecentRetention extends Retention {
  readonly #all: boolean;
  readonly #release: (row: number, id: number) => void;
  /** Flows by place, oldest first. */
  readonly #queues = new Map<string, { row: number; id: number }[]>();
  /** In how many queues a flow is. */
  readonly #claims = new Map<number, number>();

  /** `release`: told of a flow that no place keeps any more. */
  constructor(all: boolean, release: (row: number, id: number) => void) {
    super(all);
    this.#all = all;
    this.#release = release;
  }

  override claim(services: readonly string[], row: number, id: number): boolean {
    for (const service of services) this.#enter(service, HEALTHY_PER_SERVICE, row, id);
    if (this.#all) this.#enter('', MAX_RECENT_FLOWS, row, id);
    return this.#all || services.length > 0;
  }

  override holds(id: number): boolean {
    return this.#claims.has(id);
  }

  #enter(place: string, most: number, row: number, id: number): void {
    const queue = this.#queues.get(place);
    this.#claims.set(id, (this.#claims.get(id) ?? 0) + 1);
    if (queue === undefined) this.#queues.set(place, [{ row, id }]);
    else if (queue.push({ row, id }) > 2 * most) for (const old of queue.splice(0, most)) this.#leave(old);
  }

  #leave({ row, id }: { row: number; id: number }): void {
    const claims = this.#claims.get(id)! - 1;
    if (claims > 0) this.#claims.set(id, claims);
    else {
      this.#claims.delete(id);
      this.#release(row, id);
    }
  }
}
