/** Which nodes of Jamf Pro reached what: where one fails and others do not, it is the way of that node. */
import type { ServiceRow } from '../../catalogue/service-row.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { listOf } from '../draft.ts';
import type { Overflow } from '../memory.ts';
import { hostOf } from './successes.ts';

/** Pairs of node and host remembered. */
export const MAX_NODES = 10_000;

export class Nodes {
  /** Host -> nodes. */
  readonly #reached = new Map<string, Set<string>>();
  readonly #overflow: Overflow;
  #count = 0;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  /** `flow` has a service, and succeeded. */
  note(flow: FlowFacts): void {
    if (!flow.services.some(({ row }) => isOpenedByNodes(row))) return;
    const host = hostOf(flow);
    const node = flow.originator.address;
    const known = this.#reached.get(host);
    if (known?.has(node)) return;
    if (this.#count >= MAX_NODES) {
      this.#overflow(flow.first);
      return;
    }
    this.#count++;
    if (known === undefined) this.#reached.set(host, new Set([node]));
    else known.add(node);
  }

  /** Those that reached the host, but for the given ones. */
  reaching(host: string, but: ReadonlySet<string>): string[] {
    return listOf([...(this.#reached.get(host) ?? [])].filter((node) => !but.has(node)));
  }
}

/** Jamf Pro alone opens it, from every node of a cluster. */
export function isOpenedByNodes({ from }: ServiceRow): boolean {
  return from.length === 1 && from[0] === 'jamf-pro';
}
