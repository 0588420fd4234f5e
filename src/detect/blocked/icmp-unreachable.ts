/**
 * A router or host says by ICMP that it cannot deliver the flow, without calling it forbidden: no route, no answer from the last hop, nothing
 * behind the port (RFC 792; RFC 4443 3.1).
 */
import { atMost, type Signal, signalNames, weigh } from '../evidence.ts';
import { unreachability, unreachableErrors, unreached } from '../failure/unreachable.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector } from './blocked-rule.ts';
import type { UnreachableSignal } from './parameters.ts';

export const icmpUnreachable = blockedDetector('icmp-unreachable', {
  rule: 'blocked/icmp-unreachable',
  discriminator: (flow) => {
    const error = unreachability(flow)!;
    return `${error.router} ${unreached(error)}`;
  },
  frames: (flow) => unreachableErrors(flow).map((error) => error.at),
  conclude(group) {
    const [flow] = group.flows;
    const { router, version, type, code } = unreachability(flow)!;
    const what = unreached({ version, code });
    const errors = group.flows.reduce((sum, each) => sum + unreachableErrors(each).length, 0);
    const signals = signalsOf(what === 'port' || what === 'protocol', errors);
    const confidence = weigh(signals);
    if (confidence === undefined) return undefined;
    return {
      // At other times the same client gets through.
      confidence: group.works ? atMost(confidence, 'moderate') : confidence,
      parameters: {
        router,
        version,
        type,
        code,
        what,
        fromServer: router === flow.responder.address,
        errors,
        signals: signalNames(signals),
      } satisfies RuleParameters['blocked/icmp-unreachable'],
    };
  },
});

/** A missing route or a host that does not answer may be back a second later; that nothing is behind the port is said on purpose. */
function signalsOf(isFinal: boolean, errors: number): Signal<UnreachableSignal>[] {
  const said: Signal<UnreachableSignal> = isFinal
    ? { name: 'port-or-protocol', strength: 'strong' }
    : { name: 'no-way', strength: 'moderate' };
  return errors > 1 ? [said, { name: 'repeated', strength: 'moderate' }] : [said];
}
