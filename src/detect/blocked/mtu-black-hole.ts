/**
 * Only full-size packets vanish, there or back: the first segment of a ClientHello or of the server's answer is lost and the shorter one
 * behind it is not, a router says "too big" in vain, or small hellos pass where large ones do not. RFC 2923 2.1.
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { atMost, type Signal, signalNames, weigh } from '../evidence.ts';
import { firstFailure } from '../failure/first-failure.ts';
import {
  firstSegment,
  helloBytes,
  isPostQuantum,
  isTailOnly,
  lostSide,
  ONE_PACKET,
  stalledSide,
  tailAcknowledged,
  tooBig,
} from '../failure/full-size.ts';
import { mostTries } from '../failure/tries.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { concludeStall, stallFrames } from './data-stall.ts';
import type { SizeSignal } from './parameters.ts';
import { type SizeEvidence, sizeDecides, sizeEvidence } from './size-evidence.ts';

/** Twice resent is more than one lost packet. */
const SURE_RESENT = 2;
/** What other hellos tell is nothing to an answer. */
const NO_EVIDENCE: SizeEvidence = { passed: undefined, largePassed: false };

export const mtuBlackHole = blockedDetector('mtu-black-hole', {
  rule: 'blocked/mtu-black-hole',
  // Small hellos get through, and whoever sends large ones never does.
  selective: () => true,
  // Where the flow itself tells nothing, small hellos beside it may.
  also: (flow, failure) =>
    failure === 'later-data-lost' || (failure === 'client-hello-dropped' && helloBytes(flow) > ONE_PACKET),
  discriminator(flow) {
    const failure = firstFailure(flow);
    if (failure === 'later-data-lost') return stalledSide(flow) === RESPONDER ? 'downloads' : 'uploads';
    if (failure !== 'mtu-black-hole') return 'by size';
    return lostSide(flow) === RESPONDER ? 'answers' : '';
  },
  frames: (flow) => (isLater(flow) ? stallFrames(flow) : framesOf(flow)),
  conclude(group) {
    const { flows, sizes } = group;
    if (isLater(flows[0])) return concludeStall(group);
    const side = lostSide(flows[0]);
    if (firstFailure(flows[0]) !== 'mtu-black-hole' && !sizeDecides(flows, sizes)) return undefined;
    const others = side === ORIGINATOR ? sizeEvidence(flows, sizes) : NO_EVIDENCE;
    const signals = signalsOf(group, side, others);
    const confidence = weigh(signals);
    if (confidence === undefined) return undefined;
    const router = flows.map((flow) => tooBig(flow, side)).find((error) => error !== undefined)?.router;
    const { tries, triedSeconds, waitedSeconds } = mostTries(flows, (flow) => sentIn(flow, side));
    return {
      confidence: others.largePassed || isPassing(group, side) ? atMost(confidence, 'moderate') : confidence,
      parameters: {
        lost: side === RESPONDER ? 'answer' : 'hello',
        tailOnly: flows.some((flow) => isTailOnly(flow, side)),
        helloBytes: Math.max(...flows.map(helloBytes)),
        segmentBytes: Math.max(...flows.map((flow) => firstSegment(flow, side))),
        resent: tries - 1,
        triedSeconds,
        waitedSeconds,
        postQuantum: flows.some(isPostQuantum),
        ...(others.passed === undefined ? {} : { passedBytes: others.passed }),
        largePassed: others.largePassed,
        ...(router === undefined ? {} : { router }),
        signals: signalNames(signals),
      } satisfies RuleParameters['blocked/mtu-black-hole'],
    };
  },
});

function isLater(flow: FlowFacts): boolean {
  return firstFailure(flow) === 'later-data-lost';
}

/** The same client hears the server's answers in another flow, and only one got lost: the way back may have failed for a while. */
function isPassing({ works, signs }: FailedGroup, side: Direction): boolean {
  return side === RESPONDER && works && signs.length === 1;
}

function framesOf(flow: FlowFacts): FrameAt[] {
  const side = lostSide(flow);
  const error = tooBig(flow, side)?.at;
  const tail = tailAcknowledged(flow, side);
  return [flow.tcp!.firstData[side]!, tail ?? [], error ?? [], resentOf(flow, side)].flat();
}

function sentIn(flow: FlowFacts, side: Direction) {
  return [flow.tcp!.firstData[side]!, ...resentOf(flow, side)];
}

function resentOf(flow: FlowFacts, side: Direction) {
  return flow.tcp!.firstDataResent[side];
}

function signalsOf({ flows, signs }: FailedGroup, side: Direction, others: SizeEvidence): Signal<SizeSignal>[] {
  const signals: Signal<SizeSignal>[] = [];
  const ignored = Math.max(...flows.map((flow) => resentInVain(flow, side)));
  if (ignored >= 0)
    signals.push({ name: 'too-big-ignored', strength: ignored >= SURE_RESENT ? 'conclusive' : 'strong' });
  if (flows.some((flow) => tailAcknowledged(flow, side) !== undefined))
    signals.push({ name: 'tail-acknowledged', strength: 'strong' });
  if (flows.some((flow) => isTailOnly(flow, side))) signals.push({ name: 'tail-only', strength: 'moderate' });
  if (others.passed !== undefined && !others.largePassed) signals.push({ name: 'small-passes', strength: 'moderate' });
  if (signs.length > 1 || flows.some((flow) => resentOf(flow, side).length >= SURE_RESENT))
    signals.push({ name: 'repeated', strength: 'moderate' });
  return signals;
}

/** Copies behind the first "too big", which mends a flow where the sender heeds it; -1 without one. */
function resentInVain(flow: FlowFacts, side: Direction): number {
  const error = tooBig(flow, side);
  return error === undefined ? -1 : resentOf(flow, side).filter(({ time }) => time > error.at.time).length;
}
