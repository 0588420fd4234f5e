/** The RSTs that ended the flows of one cause: who sent them, by the flow that tells most, and how sure that makes the finding. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { CONFIDENCES, type Confidence } from '../detector.ts';
import { signalNames, weigh } from '../evidence.ts';
import { endingResets, type FirstFailure } from '../failure/first-failure.ts';
import {
  genuineHopLimit,
  keepsTimestamps,
  type ResetMarks,
  type ResetVerdict,
  resetVerdict,
} from '../failure/reset-sender.ts';
import { isBesideClient } from '../failure/vantage.ts';
import { isPublic, ownNetworkOf } from '../own-network.ts';
import { serverLeg } from '../survey/servers.ts';
import type { FailedGroup } from './blocked-rule.ts';
import type { ResetParameters } from './parameters.ts';
import { tamperingSignature } from './tampering-signature.ts';

/** Flows after which an end that resets by chance is out of the question. */
const SURE_FLOWS = 3;

/** ns of the packet that a RST answers, if it comes in the server's name; undefined where it need not answer any. */
export type Answered = (flow: FlowFacts) => number | undefined;

interface Judged {
  readonly flow: FlowFacts;
  readonly marks: ResetMarks;
  readonly verdict: ResetVerdict;
}

/** `flows` of the group failed with `failure`, which a RST did. */
export function resetEvidence(group: FailedGroup, failure: FirstFailure, answered: Answered): ResetParameters {
  const { flow, marks, verdict } = group.flows.map((each) => judged(each, group, answered)).reduce(clearer);
  const resets = endingResets(flow);
  const [reset] = resets;
  const hopLimit = genuineHopLimit(reset, marks.hopLimit);
  const timestamps = keepsTimestamps(flow.tcp!, reset);
  const since = answered(flow);
  const signature = tamperingSignature(flow, failure);
  return {
    claims: reset.from === 0 ? 'client' : 'server',
    resets: resets.length,
    resetAfterMs: (since === undefined ? reset.sincePrevious : reset.at.time - since) / 1e6,
    ...(marks.roundTrip === undefined ? {} : { rttMs: marks.roundTrip / 1e6 }),
    resetHopLimit: reset.hopLimit,
    ...(hopLimit === undefined ? {} : { genuineHopLimit: hopLimit }),
    ...(timestamps === undefined ? {} : { timestamps }),
    ...(signature === undefined ? {} : { signature }),
    sender: verdict.sender,
    signals: signalNames(verdict.signals),
  };
}

/** An end that will not talk resets as well: only a forged RST, or many without a success while others get through, is sure. */
export function resetConfidence(
  group: FailedGroup,
  { signals, sender }: ResetParameters,
  selective: boolean,
): Confidence {
  if (signals.includes('late-answer')) return 'conclusive';
  if (group.works) return 'moderate';
  return sender === 'middlebox' || (group.signs.length >= SURE_FLOWS && selective) ? 'strong' : 'moderate';
}

function judged(flow: FlowFacts, { servers }: FailedGroup, answered: Answered): Judged {
  const resets = endingResets(flow);
  const [reset] = resets;
  const since = reset.from === 1 ? answered(flow) : undefined;
  const server = reset.from === 1 ? servers.of(flow.responder.address) : undefined;
  const marks = {
    delay: since === undefined ? undefined : reset.at.time - since,
    roundTrip: reset.from === 1 ? (serverLeg(flow) ?? server?.roundTrip) : undefined,
    hopLimit: flow.tcp!.synAck === undefined ? server?.hopLimit : flow.tcp!.hopLimits[reset.from],
    behindRouters: reset.from === 1 && isBehindRouters(flow),
  };
  return { flow, marks, verdict: resetVerdict(flow.tcp!, resets, marks) };
}

/** Seen from the client: of two public addresses nobody can tell, as they may be neighbours. */
function isBehindRouters({ originator, responder, tcp }: FlowFacts): boolean {
  return isBesideClient(tcp!) && ownNetworkOf(originator.address) !== '' && isPublic(responder.address);
}

function clearer(one: Judged, other: Judged): Judged {
  return rank(other.verdict) < rank(one.verdict) ? other : one;
}

function rank({ signals }: ResetVerdict): number {
  const confidence = weigh(signals);
  return confidence === undefined ? CONFIDENCES.length : CONFIDENCES.indexOf(confidence);
}
