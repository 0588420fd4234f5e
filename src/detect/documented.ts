/** Which of a flow's services a detector may judge it by, and how sure it is that they are its services. */
import type { Catalogue, EndpointMatch } from '../catalogue/match.ts';
import type { Role } from '../catalogue/role.ts';
import type { ServiceRow } from '../catalogue/service-row.ts';
import { ServiceAssigner } from '../classify/assign-services.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { ServiceDoubt } from './detector.ts';

const CLIENTS: ReadonlySet<Role> = new Set<Role>([
  'managed-device',
  'managed-computer',
  'mobile-device',
  'admin-workstation',
]);
const NONE: readonly never[] = [];
/** All of Apple's addresses: they tell whose server it is, not which. */
const WHOLE_BLOCK = '17.0.0.0/8';

/** What the catalogue of this analysis, plug-ins and site included, says of names. */
export class Documents {
  readonly rows: readonly ServiceRow[];
  readonly #catalogue: Catalogue;
  readonly #assigner: ServiceAssigner;

  constructor(catalogue: Catalogue) {
    this.rows = catalogue.rows;
    this.#catalogue = catalogue;
    this.#assigner = new ServiceAssigner(catalogue);
  }

  /** The rows of a name, most specific first, as for a flow to it. None for the name of a retired service. */
  servicesOfName(name: string, clientRole?: string): readonly EndpointMatch[] {
    const matches = this.#assigner.matchesOfName(name, clientRole === undefined ? NONE : [clientRole as Role]);
    return isLeftover(matches) ? NONE : matches;
  }

  /** The site declares a server of its own there, which may stand in for another: a proxy, a load balancer, a mirror. */
  isDeclaredServer(address: string): boolean {
    return this.#catalogue.rolesOf(undefined, address).some((role) => !CLIENTS.has(role));
  }

  /** `undefined`: the service follows from a name that is alone at its address, from a role, or from a range of that service's own. */
  doubtOf({ candidates }: FlowFacts, match: EndpointMatch): ServiceDoubt | undefined {
    if (match.by === 'range') return match.on === WHOLE_BLOCK ? { why: 'no-name' } : undefined;
    const isOfService = (name: string) => this.#catalogue.matchHost(name).some(({ row }) => row === match.row);
    if (match.by !== 'name' || candidates.every(isOfService)) return undefined;
    return { why: 'several-names', names: candidates };
  }
}

/** The rows that document the port of this flow, most specific first: what it should have reached. None for a retired service. */
export function documentedServices(flow: FlowFacts): readonly EndpointMatch[] {
  return isLeftover(flow.services) ? [] : flow.services.filter((match) => match.portDocumented && !isRetired(match));
}

/** The most specific row is retired: wider ones that fit as well do not bring it back. */
export function isLeftover([service]: readonly EndpointMatch[]): boolean {
  return service !== undefined && isRetired(service);
}

/** The owner has switched the row, or this host of it, off. */
export function isRetired({ row, host }: EndpointMatch): boolean {
  return (host?.lifecycle ?? row.lifecycle).state === 'retired';
}
