/** Whose server it is: who may sign for it depends on that. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';

/** Rows of a customer's endpoint pack. */
const PACK = /^X:/;

/** A server of the customer's own: any authority may sign for it, and clients must be told which. */
export function isOwnServer({ services, serverName }: FlowFacts): boolean {
  const [service] = services;
  if (service === undefined) return false;
  if (service.by === 'role' || service.by === 'client') return true;
  return PACK.test(service.row.ref) && (serverName === undefined || expectedIssuer(serverName) === undefined);
}
