/** Whose server it is: who may sign for it depends on that. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import { publicIssuer } from '../../catalogue/public-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { judgement } from '../issuer/foreign-issuer.ts';
import { attributesOf } from '../issuer/issuer-attributes.ts';
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

/** A public host by its documented name, with a certificate whose issuer is one of its own or another public authority. */
export function isGenuinePublic({ services, serverName }: FlowFacts, { certificates: [leaf] }: ServerChain): boolean {
  if (services[0]?.by !== 'name' || serverName === undefined) return false;
  const expected = expectedIssuer(serverName);
  if (expected !== undefined) return judgement(expected, leaf) !== 'foreign';
  return publicIssuer(attributesOf(leaf.issuer)) !== undefined;
}
