/** Which flows keep their details (observations, notable frames) after they were judged: the rest keep only their row. */

/** How many flows a report prints per service without a finding (REPORT.md). */
export const HEALTHY_PER_SERVICE = 100;
/** How many flows keep details when all are asked for (the screen, `--all-flows`). */
export const MAX_DETAILED_FLOWS = 200_000;

export class Retention {
  readonly #all: boolean;
  readonly #perService = new Map<string, number>();
  #kept = 0;

  constructor(all: boolean) {
    this.#all = all;
  }

  /** Claims a place for a flow of these services; false when its details may go. */
  claim(services: readonly string[]): boolean {
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
}
