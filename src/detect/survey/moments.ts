/** Who got to which host, and when: by host and client, in steps of half a second. */
import type { FrameAt } from '../../flow/direction.ts';
import { familyOf, otherFamily } from '../address-family.ts';
import type { Overflow } from '../memory.ts';

/** Moments remembered, over all hosts and clients. */
export const MAX_MOMENTS = 100_000;

/** ns. */
const STEP = 5e8;

interface Host {
  /** Client -> ns of its latest visit, kept up also where no further moment can be. */
  readonly latest: Map<string, number>;
  /** Step -> the clients that got there in it. */
  readonly steps: Map<number, Set<string>>;
}

export class Moments {
  readonly #hosts = new Map<string, Host>();
  readonly #overflow: Overflow;
  #count = 0;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  note(name: string, client: string, at: FrameAt): void {
    const known = this.#hosts.get(name);
    const step = Math.floor(at.time / STEP);
    const latest = known?.latest.get(client);
    if (latest !== undefined && at.time > latest) known!.latest.set(client, at.time);
    if (known?.steps.get(step)?.has(client)) return;
    if (this.#count >= MAX_MOMENTS) {
      this.#overflow(at);
      return;
    }
    this.#count++;
    const host = known ?? this.#add(name);
    if (latest === undefined) host.latest.set(client, at.time);
    const clients = host.steps.get(step);
    if (clients === undefined) host.steps.set(step, new Set([client]));
    else clients.add(client);
  }

  /** ns of the client's latest visit. */
  latest(host: string, client: string): number | undefined {
    return this.#hosts.get(host)?.latest.get(client);
  }

  /** The client got there between these times (ns), give or take half a second. */
  between(host: string, client: string, from: number, to: number): boolean {
    for (const clients of this.#stepsBetween(host, from, to)) if (clients.has(client)) return true;
    return false;
  }

  /** Clients of the other address family that did, some of them more than once. */
  *othersBetween(host: string, client: string, from: number, to: number): Iterable<string> {
    const family = otherFamily(client);
    for (const clients of this.#stepsBetween(host, from, to)) {
      for (const other of clients) if (familyOf(other) === family) yield other;
    }
  }

  *#stepsBetween(host: string, from: number, to: number): Iterable<ReadonlySet<string>> {
    const steps = this.#hosts.get(host)?.steps;
    if (steps === undefined) return;
    const last = Math.floor(to / STEP);
    for (let step = Math.floor(from / STEP); step <= last; step++) {
      const clients = steps.get(step);
      if (clients !== undefined) yield clients;
    }
  }

  #add(name: string): Host {
    const host: Host = { latest: new Map(), steps: new Map() };
    this.#hosts.set(name, host);
    return host;
  }
}
