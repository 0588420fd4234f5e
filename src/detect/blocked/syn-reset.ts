/** A SYN answered with a RST: a rule that rejects, or a closed port. Signatures 2 to 4 of the SIGCOMM 2023 study. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Confidence } from '../detector.ts';
import { endingResets } from '../failure/first-failure.ts';
import { lateAnswer } from '../failure/reset-sender.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import type { ResetParameters } from './parameters.ts';
import { resetEvidence } from './reset-evidence.ts';

export const synReset = blockedDetector('syn-reset', {
  rule: 'blocked/syn-reset',
  frames: (flow) => [...endingResets(flow).map((reset) => reset.at), lateSynAck(flow)].flat(),
  conclude(group) {
    const parameters = resetEvidence(group, 'syn-reset', answeredSyn) satisfies RuleParameters['blocked/syn-reset'];
    return { confidence: confidenceOf(group, parameters), parameters };
  },
});

function lateSynAck({ tcp }: FlowFacts) {
  return lateAnswer(tcp!) ?? [];
}

/** The last SYN before the RST. */
function answeredSyn(flow: FlowFacts): number {
  const reset = endingResets(flow)[0].at.time;
  return flow.tcp!.syns.findLast((syn) => syn.time <= reset)!.time;
}

/** Whoever sent it, one refusal may be a restart of the service; repeated without any success, or forged, it is a rule. */
function confidenceOf({ signs, works }: FailedGroup, { sender, signals }: ResetParameters): Confidence {
  if (signals.includes('late-answer')) return 'conclusive';
  return !works && (signs.length > 1 || sender === 'middlebox') ? 'strong' : 'moderate';
}
