/** A device says by ICMP that a rule forbids the flow (RFC 1812 5.2.7.1, RFC 4443 3.1): nothing is surer. */

import { prohibition } from '../failure/first-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector } from './blocked-rule.ts';

export const icmpProhibited = blockedDetector('icmp-prohibited', {
  rule: 'blocked/icmp-prohibited',
  discriminator: (flow) => prohibition(flow)!.router,
  frames: (flow) => [prohibition(flow)!.at],
  conclude({ flows: [flow] }) {
    const { router, version, type, code } = prohibition(flow)!;
    return {
      confidence: 'conclusive',
      parameters: {
        router,
        version,
        type,
        code,
        fromServer: router === flow.responder.address,
      } satisfies RuleParameters['blocked/icmp-prohibited'],
    };
  },
});
