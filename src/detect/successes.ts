/** Who reached which host when: a failed attempt beside a success is a lost race or a passing trouble. */
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { type AddressFamily, familyOf, otherFamily } from './address-family.ts';

/** Moments remembered, over all hosts and clients. */
export const MAX_MOMENTS = 100_000;
/** Hosts remembered. */
const MAX_HOSTS = 10_000;

/** RFC 8305 starts the second attempt after 250 ms, curl after 200; the loser is left alone when the winner came within about 1 s. */
const RACE = 1e9;
/** Successes are kept as half seconds. */
const STEP = RACE / 2;

interface Host {
  /** Client -> half seconds in which a flow that succeeded began. */
  readonly clients: Map<string, Set<number>>;
  /** The same over all clients, by address family: a dual-stack client has another address in each. */
  readonly families: Readonly<Record<AddressFamily, Set<number>>>;
}

export class Successes {
  readonly #hosts = new Map<string, Host>();
  #moments = 0;

  /** `flow` has a service. */
  note(flow: FlowFacts): void {
    if (!flow.succeeded) return;
    const host = this.#host(hostOf(flow));
    if (host === undefined) return;
    const client = flow.originator.address;
    let times = host.clients.get(client);
    if (times === undefined) {
      if (this.#moments >= MAX_MOMENTS) return;
      times = new Set();
      host.clients.set(client, times);
    }
    const step = Math.floor(flow.first.time / STEP);
    this.#add(times, step);
    this.#add(host.families[familyOf(client)], step);
  }

  /** The client has reached the host, at whatever time. */
  any(attempt: Pick<Attempt, 'client' | 'host'>): boolean {
    return this.#hosts.get(attempt.host)?.clients.has(attempt.client) === true;
  }

  /** Within about a second of the attempt its client reached the host by another flow, or somebody did over the other family. */
  raced(attempt: Attempt): boolean {
    const host = this.#hosts.get(attempt.host);
    if (host === undefined) return false;
    const step = Math.floor(attempt.time / STEP);
    const other = host.families[otherFamily(attempt.client)];
    return near(host.clients.get(attempt.client), step) || near(other, step);
  }

  #host(name: string): Host | undefined {
    const known = this.#hosts.get(name);
    if (known !== undefined || this.#hosts.size >= MAX_HOSTS) return known;
    const host: Host = { clients: new Map(), families: { ipv4: new Set(), ipv6: new Set() } };
    this.#hosts.set(name, host);
    return host;
  }

  #add(steps: Set<number>, step: number): void {
    if (this.#moments >= MAX_MOMENTS || steps.has(step)) return;
    steps.add(step);
    this.#moments++;
  }
}

/** Who tried to reach what, and when (ns). */
export interface Attempt {
  readonly client: string;
  readonly host: string;
  readonly time: number;
}

/** What a client wants to reach, whatever address and port that leads to. `flow` has a service. */
export function hostOf(flow: FlowFacts): string {
  return sharedHost(flow.services[0].row) ?? flow.serverName ?? flow.responder.address;
}

/** Couriers stand for each other, as their ports do; other names of a row are different hosts. */
export function sharedHost(row: ServiceRow): string | undefined {
  return row.fallback === undefined ? undefined : row.id;
}

function near(steps: ReadonlySet<number> | undefined, step: number): boolean {
  if (steps === undefined) return false;
  for (let at = step - 2; at <= step + 2; at++) if (steps.has(at)) return true;
  return false;
}
