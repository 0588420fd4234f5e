/**
 * Clients that a service reaches over its fallback port although its first port fails: for them the
 * service is degraded, which is one finding of its own, and the other rules say nothing of the first port.
 */
import { RecentMap } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { bounded, type Overflow } from '../memory.ts';

/** Clients remembered. */
export const MAX_CLIENTS = 20_000;

interface Reached {
  /** The first port works as well, at some time. */
  first: boolean;
  /** First frame of the first flow that worked over the fallback. */
  fallback: FrameAt | undefined;
}

export class PushFallback {
  readonly #clients: RecentMap<string, Reached>;

  constructor(overflow: Overflow, live = false) {
    this.#clients = new RecentMap(bounded(MAX_CLIENTS, live), overflow);
  }

  note(flow: FlowFacts): void {
    const ports = flow.services[0]?.row.fallback;
    if (ports === undefined || !flow.succeeded) return;
    const { port } = flow.responder;
    if (port !== ports.from && port !== ports.to) return;
    const reached = this.#of(keyOf(flow));
    if (port === ports.from) reached.first = true;
    else reached.fallback ??= flow.first;
  }

  /** The frame where the fallback begins to work for a client whose first port never does. `key`: `fallbackKey`. */
  of(key: string | undefined): FrameAt | undefined {
    const reached = key === undefined ? undefined : this.#clients.get(key);
    return reached === undefined || reached.first ? undefined : reached.fallback;
  }

  #of(client: string): Reached {
    const known = this.#clients.note(client);
    if (known !== undefined) return known;
    const reached: Reached = { first: false, fallback: undefined };
    this.#clients.set(client, reached);
    return reached;
  }
}

/** Names the client of a flow to the first port of a service with a fallback; undefined for any other flow. */
export function fallbackKey(flow: FlowFacts): string | undefined {
  return flow.services[0]?.row.fallback?.from === flow.responder.port ? keyOf(flow) : undefined;
}

function keyOf(flow: FlowFacts): string {
  return `${flow.originator.address} ${flow.services[0].row.id}`;
}
