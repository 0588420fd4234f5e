/** A SYN answered with a RST: a rule that rejects, or a closed port. Signatures 2 to 4 of the SIGCOMM 2023 study. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Confidence } from '../detector.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { serverResets } from './first-failure.ts';
import type { ResetSender } from './parameters.ts';
import { resetKinds, resetSender } from './reset-sender.ts';

export const synReset = blockedDetector('syn-reset', {
  rule: 'blocked/syn-reset',
  frames: (flow) => resetsOf(flow).map((reset) => reset.at),
  conclude(group) {
    const [flow] = group.flows;
    const resets = resetsOf(flow);
    const [reset] = resets;
    const server = group.servers.of(flow.responder.address);
    const delay = reset.at.time - answeredSyn(flow, reset.at.time);
    const sender = resetSender({
      reset,
      delay,
      roundTrip: server?.roundTrip,
      hopLimit: server?.hopLimit,
      dataAfterReset: false,
    });
    return {
      confidence: confidenceOf(group, sender),
      parameters: {
        resetAfterMs: delay / 1e6,
        ...(server?.roundTrip === undefined ? {} : { rttMs: server.roundTrip / 1e6 }),
        resetHopLimit: reset.hopLimit,
        ...(server === undefined ? {} : { serverHopLimit: server.hopLimit }),
        signature: `SYN → ${resetKinds(resets)}`,
        sender,
      } satisfies RuleParameters['blocked/syn-reset'],
    };
  },
});

function resetsOf(flow: FlowFacts) {
  return serverResets(flow.tcp!, flow.tcp!.syns[0].time);
}

/** The last SYN before the RST. */
function answeredSyn(flow: FlowFacts, reset: number): number {
  return flow.tcp!.syns.findLast((syn) => syn.time <= reset)!.time;
}

/** Whoever sent it, one refusal may be a restart of the service; repeated without any success, or forged, it is a rule. */
function confidenceOf({ signs, works }: FailedGroup, sender: ResetSender): Confidence {
  return !works && (signs.length > 1 || sender === 'middlebox') ? 'strong' : 'moderate';
}
