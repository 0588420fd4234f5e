/** Who got a genuine address for which name, and when: what clears an earlier or parallel look-up that failed. */
import { familyOf, otherFamily } from '../address-family.ts';

/** Pairs of client and name. */
export const MAX_RESOLVED = 50_000;

/** A and AAAA, or two resolvers, are asked side by side: an address that came so shortly before counts as well; ns. */
const SIDE_BY_SIDE = 5e9;

export class ResolvedNames {
  /** Client and name, and family and name -> ns of the last answer. */
  readonly #times = new Map<string, number>();

  note(client: string, name: string, time: number): void {
    this.#note(`${client} ${name}`, time);
    this.#note(`${familyOf(client)} ${name}`, time);
  }

  /**
   * The client got an address at about `time` or later, or somebody did over the other family: the same client may have asked
   * another resolver there.
   */
  clears(client: string, name: string, time: number): boolean {
    return this.#since(`${client} ${name}`, time) || this.#since(`${otherFamily(client)} ${name}`, time);
  }

  #note(key: string, time: number): void {
    const known = this.#times.get(key);
    if (known === undefined && this.#times.size >= MAX_RESOLVED) return;
    if (known === undefined || known < time) this.#times.set(key, time);
  }

  #since(key: string, time: number): boolean {
    const resolved = this.#times.get(key);
    return resolved !== undefined && resolved >= time - SIDE_BY_SIDE;
  }
}
