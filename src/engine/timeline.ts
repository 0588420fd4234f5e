/** Flows, failures and bytes over capture time, in at most `MAX_STEPS` equal steps: when they run out, two become one. */

export const MAX_STEPS = 120;
const FIRST_STEP = 1e9;

export class Timeline {
  /** ns. */
  step = FIRST_STEP;
  readonly bytes = new Float64Array(MAX_STEPS);
  readonly flows = new Float64Array(MAX_STEPS);
  /** Steps in use. */
  length = 0;

  /** The step in use last, [from, to) in ns: most packets fall into the same one as the packet before. */
  from = 0;
  to = 0;
  #last = 0;

  packet(time: number, bytes: number): void {
    if (time < this.from || time >= this.to) {
      this.#last = this.#index(time);
      this.from = this.#last === 0 ? Number.NEGATIVE_INFINITY : this.#last * this.step;
      this.to = (this.#last + 1) * this.step;
    }
    this.bytes[this.#last] += bytes;
  }

  flow(time: number): void {
    this.flows[this.#index(time)]++;
  }

  /** Counts of given times (ns) over the same steps. */
  spread(times: Iterable<number>): number[] {
    const counts = new Array<number>(this.length).fill(0);
    for (const time of times) counts[Math.min(Math.max(0, Math.floor(time / this.step)), this.length - 1)]++;
    return counts;
  }

  /** Packets before the first one's time (several inputs, clock steps) count to the first step. */
  #index(time: number): number {
    const index = time <= 0 ? 0 : Math.floor(time / this.step);
    if (index < this.length) return index;
    if (index >= MAX_STEPS) {
      this.#double();
      return this.#index(time);
    }
    this.length = index + 1;
    return index;
  }

  #double(): void {
    this.to = Number.NEGATIVE_INFINITY;
    this.step *= 2;
    for (const counts of [this.bytes, this.flows]) {
      for (let at = 0; at < MAX_STEPS; at++) {
        counts[at] = 2 * at < MAX_STEPS ? counts[2 * at] + counts[2 * at + 1] : 0;
      }
    }
    this.length = (this.length + 1) >> 1;
  }
}
