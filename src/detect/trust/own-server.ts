/** Whose server it is, and whether it answered itself: trust is judged where nobody is in between. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { judgement } from '../inspection/foreign-issuer.ts';
import { vendorOf } from '../inspection/vendor-match.ts';
import type { ServerChain } from '../server-chain.ts';

/** Rows of a customer's endpoint pack. */
const PACK = /^X:/;

/** A server of the customer's own: any authority may sign for it, and clients must be told which. */
export function isOwnServer({ services, serverName }: FlowFacts): boolean {
  const [service] = services;
  if (service === undefined) return false;
  if (service.by === 'role' || service.by === 'client') return true;
  return PACK.test(service.row.ref) && (serverName === undefined || expectedIssuer(serverName) === undefined);
}

/** The certificate is that of somebody in the path, of which `inspection/` speaks. */
export function isAnsweredInBetween({ serverName }: FlowFacts, { certificates }: ServerChain): boolean {
  if (vendorOf(certificates)?.vendor.strength === 'strong') return true;
  const expected = serverName === undefined ? undefined : expectedIssuer(serverName);
  return expected !== undefined && judgement(expected, certificates[0]) === 'foreign';
}
