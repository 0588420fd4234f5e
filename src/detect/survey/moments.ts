/** Who got to which host, and when: by host and client, in steps of half a second. */
import { Generations } from '../../bytes/generations.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { type AddressFamily, familyOf, otherFamily } from '../address-family.ts';
import { bounded, type Overflow } from '../memory.ts';

/** Moments remembered, over all hosts and clients. */
export const MAX_MOMENTS = 100_000;

/** ns. */
const STEP = 5e8;

interface Host {
  /** Client -> ns of its latest visit. */
  readonly latest: Map<string, number>;
  readonly steps: Readonly<Record<AddressFamily, Steps>>;
}

/** Step -> the client that got there in it, or the clients: hardly ever several, and a set for each would cost five times as much. */
type Steps = Map<number, string | Set<string>>;

export class Moments {
  readonly #hosts: Generations<Map<string, Host>>;

  constructor(overflow: Overflow, live = false) {
    this.#hosts = new Generations(() => new Map(), bounded(MAX_MOMENTS, live), overflow);
  }

  note(name: string, client: string, at: FrameAt): void {
    const step = stepOf(at.time);
    const known = this.#hosts.young.get(name);
    const family = familyOf(client);
    const isKnown = isAmong(known?.steps[family].get(step), client);
    if (!isKnown) this.#hosts.grow();
    const host = this.#hosts.young.get(name) ?? this.#add(name);
    const latest = host.latest.get(client);
    if (latest === undefined || at.time > latest) host.latest.set(client, at.time);
    if (isKnown) return;
    const steps = host.steps[family];
    const clients = steps.get(step);
    if (clients === undefined) steps.set(step, client);
    else if (typeof clients === 'string') steps.set(step, new Set([clients, client]));
    else clients.add(client);
  }

  /** ns of the client's latest visit. */
  latest(host: string, client: string): number | undefined {
    const young = this.#hosts.young.get(host)?.latest.get(client);
    const old = this.#hosts.old.get(host)?.latest.get(client);
    return young === undefined || old! > young ? old : young;
  }

  /** The client got there between these times (ns), give or take half a second. */
  between(host: string, client: string, from: number, to: number): boolean {
    // Most clients came before, or last within the span: their latest visit tells, without a look at each step of it.
    const latest = stepOf(this.latest(host, client) ?? Number.NEGATIVE_INFINITY);
    if (latest <= stepOf(to)) return latest >= stepOf(from);
    for (const clients of this.#stepsBetween(host, familyOf(client), from, to))
      if (isAmong(clients, client)) return true;
    return false;
  }

  /** Clients of the other address family that did, some of them more than once. */
  *othersBetween(host: string, client: string, from: number, to: number): Iterable<string> {
    for (const clients of this.#stepsBetween(host, otherFamily(client), from, to)) {
      if (typeof clients === 'string') yield clients;
      else yield* clients;
    }
  }

  *#stepsBetween(
    name: string,
    family: AddressFamily,
    from: number,
    to: number,
  ): Iterable<string | ReadonlySet<string>> {
    const last = stepOf(to);
    for (const hosts of [this.#hosts.old, this.#hosts.young]) {
      const steps = hosts.get(name)?.steps[family];
      if (steps === undefined) continue;
      for (let step = stepOf(from); step <= last; step++) {
        const clients = steps.get(step);
        if (clients !== undefined) yield clients;
      }
    }
  }

  #add(name: string): Host {
    const host: Host = { latest: new Map(), steps: { ipv4: new Map(), ipv6: new Map() } };
    this.#hosts.young.set(name, host);
    return host;
  }
}

function stepOf(time: number): number {
  return Math.floor(time / STEP);
}

function isAmong(clients: string | ReadonlySet<string> | undefined, client: string): boolean {
  return typeof clients === 'string' ? clients === client : clients?.has(client) === true;
}
