/** Who reached which host when: a failed attempt beside a success is a lost race or a passing trouble. */
import type { ServiceRow } from '../../catalogue/service-row.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Overflow } from '../memory.ts';
import { twinOf } from '../twin.ts';
import { Moments } from './moments.ts';

/** RFC 8305 starts the second attempt after 250 ms, curl after 200; the loser is left alone when the winner came within about 1 s. */
const RACE = 1e9;

/** Who tried to reach what, and when. */
export interface Attempt {
  readonly client: string;
  readonly host: string;
  /** ns. */
  readonly time: number;
  /** ns of the last sign that the client still tried. */
  readonly until: number;
}

export class Successes {
  readonly #moments: Moments;

  constructor(overflow: Overflow, live = false) {
    this.#moments = new Moments(overflow, live);
  }

  /** `flow` has a service. */
  note(flow: FlowFacts): void {
    if (flow.succeeded) this.#moments.note(hostOf(flow), flow.originator.address, flow.first);
  }

  /** The client has reached the host, at whatever time. */
  any({ client, host }: Pick<Attempt, 'client' | 'host'>): boolean {
    return this.#moments.latest(host, client) !== undefined;
  }

  /** The client has reached the host by a flow that began later; `since`: ns. */
  after({ client, host }: Pick<Attempt, 'client' | 'host'>, since: number): boolean {
    return (this.#moments.latest(host, client) ?? 0) > since;
  }

  /** The client has reached the host by a flow that began between these times (ns), give or take half a second. */
  between({ client, host }: Pick<Attempt, 'client' | 'host'>, from: number, to: number): boolean {
    return this.#moments.between(host, client, from, to);
  }

  /** Within about a second of the attempt the same address reached the host by another flow. */
  raced({ client, host, time }: Attempt): boolean {
    return this.#moments.between(host, client, time - RACE, time + RACE);
  }

  /**
   * The attempts that lost a race against the client's own other address (`twin.ts`): within about a second it reached the host, and
   * when it had, the client tried no longer. Who goes on sending SYNs beside somebody's success is another client, and has failed.
   * `attempts` are of one client, for one host, and failed before the TCP handshake was done: later there is no race.
   */
  outrun<A extends Attempt>(attempts: readonly A[]): ReadonlySet<A> {
    const window = ({ time, until }: A) => [Math.max(time, until) - RACE, time + RACE] as const;
    const { client, host } = attempts[0];
    const twin = twinOf(attempts, (attempt) => this.#moments.othersBetween(host, client, ...window(attempt)));
    if (twin === undefined) return new Set();
    return new Set(attempts.filter((attempt) => this.#moments.between(host, twin, ...window(attempt))));
  }
}

/** What a client wants to reach, whatever address and port that leads to. `flow` has a service. */
export function hostOf(flow: FlowFacts): string {
  return sharedHost(flow.services[0].row) ?? flow.serverName ?? flow.responder.address;
}

/** Couriers stand for each other, as their ports do; other names of a row are different hosts. */
export function sharedHost(row: ServiceRow): string | undefined {
  return row.fallback === undefined ? undefined : row.id;
}
