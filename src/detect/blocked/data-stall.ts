/** A black hole that shows behind a start in small packets: the first full-size one of what follows, an upload say, vanishes. */
import type { DataStall, FlowFacts } from '../../classify/flow-facts.ts';
import { type FrameAt, RESPONDER } from '../../flow/direction.ts';
import { missesDirection } from '../capture-limits.ts';
import type { Conclusion } from '../draft.ts';
import { type Signal, signalNames, weigh } from '../evidence.ts';
import { helloBytes, stalledSide, tooBig } from '../failure/full-size.ts';
import { mostTries } from '../failure/tries.ts';
import type { FailedGroup } from './blocked-rule.ts';
import type { SizeSignal } from './parameters.ts';

/** Copies behind a router's word: the sender does not heed it. */
const SURE_RESENT = 2;
/** Moments are known to half a second, ns. */
const STEP = 5e8;

/** `flow` failed with `later-data-lost`. */
export function stallFrames(flow: FlowFacts): FrameAt[] {
  const error = tooBig(flow, stalledSide(flow)!)?.at;
  return [error ?? [], ...stallOf(flow).copies].flat();
}

function stallOf(flow: FlowFacts): DataStall {
  return flow.tcp!.stalled[stalledSide(flow)!]!;
}

/** All flows of the group failed with `later-data-lost`, on the same side. */
export function concludeStall(group: FailedGroup): Conclusion<'blocked/mtu-black-hole'> | undefined {
  const { flows, capture } = group;
  if (missesDirection(capture)) return undefined;
  const side = stalledSide(flows[0])!;
  const signals = signalsOf(group);
  const confidence = weigh(signals);
  if (confidence === undefined) return undefined;
  const { tries, triedSeconds, waitedSeconds } = mostTries(
    flows,
    (flow) => stallOf(flow).copies,
    (flow) => stallOf(flow).count,
  );
  const router = flows.map((flow) => tooBig(flow, side)).find((error) => error !== undefined)?.router;
  return {
    confidence,
    parameters: {
      lost: side === RESPONDER ? 'download' : 'upload',
      tailOnly: false,
      helloBytes: Math.max(...flows.map(helloBytes)),
      segmentBytes: Math.max(...flows.map((flow) => stallOf(flow).bytes)),
      resent: tries,
      triedSeconds,
      waitedSeconds,
      postQuantum: false,
      largePassed: false,
      ...(router === undefined ? {} : { router }),
      signals: signalNames(signals),
    },
  };
}

/** That nothing at all gets through any more explains one flow as well; not one beside which another begins. */
function signalsOf({ flows, signs, successes }: FailedGroup): Signal<SizeSignal>[] {
  const signals: Signal<SizeSignal>[] = [{ name: 'first-of-size', strength: 'weak' }];
  const ignored = Math.max(...flows.map(resentInVain));
  if (ignored >= 0)
    signals.push({ name: 'too-big-ignored', strength: ignored >= SURE_RESENT ? 'conclusive' : 'strong' });
  const begun = flows.map(({ first }) => first.time);
  const stalled = flows.map((flow) => stallOf(flow).copies[0].time);
  if (signs.length > 1 && Math.max(...begun) > Math.min(...stalled))
    signals.push({ name: 'repeated', strength: 'moderate' });
  const passes = signs.some(({ detail, exhibit }) => {
    const copies = exhibit === undefined ? [] : stallOf(exhibit.flow).copies;
    return copies.length > 0 && successes.between(detail, copies[0].time + STEP, copies[copies.length - 1].time - STEP);
  });
  if (passes) signals.push({ name: 'small-passes', strength: 'moderate' });
  return signals;
}

/** Copies behind the first "too big"; -1 without one. */
function resentInVain(flow: FlowFacts): number {
  const error = tooBig(flow, stalledSide(flow)!);
  return error === undefined ? -1 : stallOf(flow).copies.filter(({ time }) => time > error.at.time).length;
}
