/** Odd things that were met, counted by code, with the frame that showed each first (Zeek's weird). */
import type { FrameAt } from '../flow/direction.ts';

/** Distinct codes; they are a closed list in practice, the bound guards against codes made of numbers from the wire. */
const MAX_CODES = 64;

export interface Anomaly {
  readonly code: string;
  readonly count: number;
  readonly first: FrameAt;
}

export class Anomalies {
  #counts = new Map<string, { code: string; count: number; first: FrameAt }>();

  count(code: string, first: FrameAt, by = 1): void {
    const known = this.#counts.get(code);
    if (known !== undefined) known.count += by;
    else if (this.#counts.size < MAX_CODES) this.#counts.set(code, { code, count: by, first });
  }

  /** By code. */
  list(): Anomaly[] {
    return [...this.#counts.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  }
}
