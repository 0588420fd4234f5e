/** Which of a flow's services a detector may judge it by, and how sure it is that they are its services. */
import { createCatalogue, type EndpointMatch } from '../catalogue/match.ts';
import type { Role } from '../catalogue/role.ts';
import { ServiceAssigner } from '../classify/assign-services.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';

/** What a name means does not depend on the site: its configuration adds roles of hosts only. */
const catalogue = createCatalogue();
const assigner = new ServiceAssigner(catalogue);

/** Names asked for repeat: the answers are kept. */
const MAX_NAMES = 4096;
const byName = new Map<string, readonly EndpointMatch[]>();

/** The rows that document the port of this flow, most specific first: what it should have reached. None for a retired service. */
export function documentedServices(flow: FlowFacts): readonly EndpointMatch[] {
  return isLeftover(flow.services) ? [] : flow.services.filter((match) => match.portDocumented && !isRetired(match));
}

/** The rows of a name, most specific first, as for a flow to it. None for the name of a retired service. */
export function servicesOfName(name: string, clientRole?: string): readonly EndpointMatch[] {
  const key = clientRole === undefined ? name : `${name} ${clientRole}`;
  const known = byName.get(key);
  if (known !== undefined) return known;
  const clientRoles = clientRole === undefined ? [] : [clientRole as Role];
  const rows = assigner.rowsOfName(name, clientRoles);
  const all = catalogue.classifyEndpoint({ name, clientRoles }).filter((match) => rows.includes(match.row));
  const matches = isLeftover(all) ? [] : all;
  if (byName.size >= MAX_NAMES) byName.clear();
  byName.set(key, matches);
  return matches;
}

/** The most specific row is retired: wider ones that fit as well do not bring it back. */
export function isLeftover([service]: readonly EndpointMatch[]): boolean {
  return service !== undefined && isRetired(service);
}

/** The owner has switched the row, or this host of it, off. */
export function isRetired({ row, host }: EndpointMatch): boolean {
  return (host?.lifecycle ?? row.lifecycle).state === 'retired';
}

/** All of Apple's addresses: they tell whose server it is, not which. */
const WHOLE_BLOCK = '17.0.0.0/8';

/** The service follows from a name that is alone at its address, from a role, or from a range of that service's own. */
export function isCertain(flow: FlowFacts, match: EndpointMatch): boolean {
  if (match.by === 'range') return match.on !== WHOLE_BLOCK;
  if (match.by === 'role') return true;
  return flow.candidates.every((name) => catalogue.matchHost(name).some(({ row }) => row === match.row));
}
