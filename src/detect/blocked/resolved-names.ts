/** Who got a genuine address for which name, and when: what clears an earlier or parallel look-up that failed. */
import type { FrameAt } from '../../flow/direction.ts';
import type { Overflow } from '../memory.ts';
import { Moments } from '../survey/moments.ts';
import { twinOf } from '../twin.ts';

/** A and AAAA, or two resolvers, are asked side by side: an address that came so shortly before counts as well; ns. */
const SIDE_BY_SIDE = 5e9;

export class ResolvedNames {
  readonly #moments: Moments;

  constructor(overflow: Overflow, live = false) {
    this.#moments = new Moments(overflow, live);
  }

  note(client: string, name: string, at: FrameAt): void {
    this.#moments.note(name, client, at);
  }

  /**
   * Which of these failures (ns) of one client do not matter: it got an address at about that time or later; or its other address
   * did at about that time (`twin.ts`), as a dual-stack client asks the resolvers that each family told it of.
   */
  cleared(client: string, name: string, failures: readonly number[]): ReadonlySet<number> {
    const latest = this.#moments.latest(name, client);
    const cleared = new Set(failures.filter((time) => latest !== undefined && latest >= time - SIDE_BY_SIDE));
    const rest = failures.filter((time) => !cleared.has(time));
    const window = (time: number) => [time - SIDE_BY_SIDE, time + SIDE_BY_SIDE] as const;
    const twin = twinOf(rest, (time) => this.#moments.othersBetween(name, client, ...window(time)));
    if (twin === undefined) return cleared;
    for (const time of rest) if (this.#moments.between(name, twin, ...window(time))) cleared.add(time);
    return cleared;
  }
}
