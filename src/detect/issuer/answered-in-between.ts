/** Whether a server answered itself: its own faults are judged where nobody is in between. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { ServerChain } from '../server-chain.ts';
import { judgement } from './foreign-issuer.ts';
import { vendorOf } from './vendor-match.ts';

/** The certificate is that of somebody in the path, of which `inspection/` speaks. */
export function isAnsweredInBetween({ serverName }: FlowFacts, { certificates }: ServerChain): boolean {
  if (vendorOf(certificates)?.vendor.strength === 'strong') return true;
  const expected = serverName === undefined ? undefined : expectedIssuer(serverName);
  return expected !== undefined && judgement(expected, certificates[0]) === 'foreign';
}
