/**
 * Only full-size packets vanish: the first segment of a ClientHello that takes two is lost and the second is not, a router says "too big" in
 * vain, or small hellos pass where large ones do not. RFC 2923 2.1.
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import { atMost, type Signal, signalNames, weigh } from '../evidence.ts';
import { firstFailure, waited } from '../failure/first-failure.ts';
import { helloBytes, isPostQuantum, ONE_PACKET, tailAcknowledged, tooBig } from '../failure/full-size.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import type { SizeSignal } from './parameters.ts';
import { type SizeEvidence, sizeDecides, sizeEvidence } from './size-evidence.ts';

/** Twice resent is more than one lost packet. */
const SURE_RESENT = 2;

export const mtuBlackHole = blockedDetector('mtu-black-hole', {
  rule: 'blocked/mtu-black-hole',
  // Where the flow itself tells nothing, small hellos beside it may.
  also: (flow, failure) => failure === 'client-hello-dropped' && helloBytes(flow) > ONE_PACKET,
  discriminator: (flow) => (firstFailure(flow) === 'mtu-black-hole' ? '' : 'by size'),
  frames: framesOf,
  conclude(group) {
    const { flows, sizes } = group;
    if (firstFailure(flows[0]) !== 'mtu-black-hole' && !sizeDecides(flows, sizes)) return undefined;
    const others = sizeEvidence(flows, sizes);
    const signals = signalsOf(group, others);
    const confidence = weigh(signals);
    if (confidence === undefined) return undefined;
    const router = flows.map(tooBig).find((error) => error !== undefined)?.router;
    return {
      confidence: others.largePassed ? atMost(confidence, 'moderate') : confidence,
      parameters: {
        helloBytes: Math.max(...flows.map(helloBytes)),
        segmentBytes: Math.max(...flows.map((flow) => flow.tcp!.firstDataBytes[ORIGINATOR])),
        resent: Math.max(...flows.map((flow) => resentOf(flow).length)),
        waitedSeconds: Math.max(...flows.map((flow) => waited(flow, flow.tcp!.firstData[ORIGINATOR]!.time))) / 1e9,
        postQuantum: flows.some(isPostQuantum),
        ...(others.passed === undefined ? {} : { passedBytes: others.passed }),
        largePassed: others.largePassed,
        ...(router === undefined ? {} : { router }),
        signals: signalNames(signals),
      } satisfies RuleParameters['blocked/mtu-black-hole'],
    };
  },
});

function framesOf(flow: FlowFacts) {
  const error = tooBig(flow)?.at;
  return [flow.tcp!.firstData[ORIGINATOR]!, tailAcknowledged(flow) ?? [], error ?? [], resentOf(flow)].flat();
}

function resentOf(flow: FlowFacts) {
  return flow.tcp!.firstDataResent[ORIGINATOR];
}

function signalsOf({ flows, signs }: FailedGroup, { passed, largePassed }: SizeEvidence): Signal<SizeSignal>[] {
  const signals: Signal<SizeSignal>[] = [];
  const ignored = Math.max(...flows.map(resentInVain));
  if (ignored >= 0)
    signals.push({ name: 'too-big-ignored', strength: ignored >= SURE_RESENT ? 'conclusive' : 'strong' });
  if (flows.some((flow) => tailAcknowledged(flow) !== undefined))
    signals.push({ name: 'tail-acknowledged', strength: 'strong' });
  if (passed !== undefined && !largePassed) signals.push({ name: 'small-passes', strength: 'moderate' });
  if (signs.length > 1 || flows.some((flow) => resentOf(flow).length >= SURE_RESENT))
    signals.push({ name: 'repeated', strength: 'moderate' });
  return signals;
}

/** Copies behind the first "too big", which mends a flow where the client heeds it; -1 without one. */
function resentInVain(flow: FlowFacts): number {
  const error = tooBig(flow);
  return error === undefined ? -1 : resentOf(flow).filter(({ time }) => time > error.at.time).length;
}
