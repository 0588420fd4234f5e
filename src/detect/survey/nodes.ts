/** Which nodes of Jamf Pro reached what: where one fails and others do not, it is the way of that node. */
import { RecentSets } from '../../bytes/recent-map.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { listOf } from '../draft.ts';
import { bounded, type Overflow } from '../memory.ts';
import { hostOf } from './successes.ts';

/** Hosts remembered, and nodes of each. */
export const MAX_HOSTS = 10_000;
const MAX_NODES = 64;

export class Nodes {
  /** Host -> nodes. */
  readonly #reached: RecentSets<string, string>;

  constructor(overflow: Overflow, live = false) {
    this.#reached = new RecentSets(bounded(MAX_HOSTS, live), MAX_NODES, overflow);
  }

  /** `flow` has a service, and succeeded. */
  note(flow: FlowFacts): void {
    if (flow.services.some(({ row }) => isOpenedByNodes(row))) this.#reached.add(hostOf(flow), flow.originator.address);
  }

  /** Those that reached the host, but for the given ones. */
  reaching(host: string, but: ReadonlySet<string>): string[] {
    return listOf(this.#reached.of(host).filter((node) => !but.has(node)));
  }
}

/** Jamf Pro alone opens it, from every node of a cluster. */
export function isOpenedByNodes({ from }: ServiceRow): boolean {
  return from.length === 1 && from[0] === 'jamf-pro';
}
