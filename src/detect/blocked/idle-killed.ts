/** A device on the path forgets a quiet flow, and refuses or drops its next packet: push connections are quiet for most of their life. */
import type { FlowFacts, IcmpSeen, ResetSeen, Silence } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { isAdministrativelyProhibited } from '../../wire/icmp-codes.ts';
import { missesDirection } from '../capture-limits.ts';
import { atMost, type Signal, signalNames, weigh } from '../evidence.ts';
import { answeredWord, type IdleEnd, idleEnd, unansweredSilence } from '../failure/idle-end.ts';
import { genuineHopLimit, resetVerdict } from '../failure/reset-sender.ts';
import type { RuleParameters } from '../parameters.ts';
import { serverLeg } from '../survey/servers.ts';
import { hostOf } from '../survey/successes.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import type { IdleSignal } from './parameters.ts';

/** A finding on flows that get no answer is not mixed with one on those that are refused. */
const UNANSWERED = 'unanswered';
/** Devices of people; servers do not sleep. */
const SLEEPERS: ReadonlySet<string> = new Set([
  'managed-device',
  'managed-computer',
  'mobile-device',
  'admin-workstation',
]);

export const idleKilled = blockedDetector('idle-killed', {
  rule: 'blocked/idle-killed',
  discriminator(flow) {
    const [error] = idleEnd(flow)!.errors;
    return error?.router ?? (unansweredSilence(flow) === undefined ? '' : UNANSWERED);
  },
  excused({ silence, client, server, opener }, { liveness }) {
    if (silence === undefined) return false;
    return liveness.isGone(server, silence) || (maySleep(opener.role) && liveness.slept(client, server, silence));
  },
  frames(flow) {
    const { silence, resets, errors } = idleEnd(flow)!;
    return [
      silence.from,
      silence.until,
      ...(unansweredSilence(flow) === undefined ? [] : silence.repeats),
      ...resets.map(({ at }) => at),
      ...errors.map(({ at }) => at),
    ];
  },
  conclude(group) {
    const { flows, successes } = group;
    const isUnanswered = unansweredSilence(flows[0]) !== undefined;
    // Nobody can tell an answer that is missing from one that was not captured.
    if (isUnanswered && missesDirection(group.capture)) return undefined;
    const signals = isUnanswered ? [...unansweredSignals(group)] : refusedSignals(flows);
    const confidence = signals.length === 0 ? undefined : weigh(signals);
    if (confidence === undefined) return undefined;
    const [flow] = flows;
    const { silence, resets, errors } = idleEnd(flow)!;
    const survived = flows.flatMap(survivedSilences);
    return {
      confidence: atMost(confidence, 'strong'),
      parameters: {
        quietSeconds: Math.min(...flows.map((each) => length(idleEnd(each)!.silence))) / 1e9,
        ...(survived.length === 0 ? {} : { survivedSeconds: Math.max(...survived) / 1e9 }),
        by: silence.by === ORIGINATOR ? 'client' : 'server',
        ...(isUnanswered ? repeatParameters(silence) : {}),
        ...(resets.length === 0 ? {} : resetParameters(flow, resets[0], silence)),
        ...(errors.length === 0 ? {} : errorParameters(errors[0])),
        worksAgain: flows.some((each) =>
          successes.after({ client: each.originator.address, host: hostOf(each) }, idleEnd(each)!.silence.until.time),
        ),
        signals: signalNames(signals),
      } satisfies RuleParameters['blocked/idle-killed'],
    };
  },
});

/**
 * That nobody answers is weak: the server, the way to it or the client's own network may have gone while it was quiet. A new flow to the same
 * address rules these out, and a client that spoke all the time did not sleep; only both together leave the path.
 */
function* unansweredSignals({ flows, successes, liveness }: FailedGroup): Iterable<Signal<IdleSignal>> {
  yield { name: 'unanswered', strength: 'weak' };
  for (const flow of flows) {
    const { until } = idleEnd(flow)!.silence;
    const client = flow.originator.address;
    if (liveness.accepted(client, flow.responder.address, until.time))
      yield { name: 'server-accepts', strength: 'moderate' };
    else if (successes.after({ client, host: hostOf(flow) }, until.time))
      yield { name: 'works-again', strength: 'weak' };
    if (!maySleep(flow.originatorRole)) yield { name: 'client-is-server', strength: 'moderate' };
    else if (liveness.isAwake(client, unansweredSilence(flow)!)) yield { name: 'client-awake', strength: 'moderate' };
  }
}

function maySleep(role: string | undefined): boolean {
  return role === undefined || SLEEPERS.has(role);
}

/** None where every RST may be the server's own: an ordinary end, however often it comes. */
function refusedSignals(flows: readonly FlowFacts[]): Signal<IdleSignal>[] {
  const signals = flows.flatMap((flow) => signalsOf(flow, idleEnd(flow)!));
  if (signals.every(({ strength }) => strength === 'weak')) return [];
  if (flows.length > 1) signals.push({ name: 'several-flows', strength: 'moderate' });
  return signals;
}

function length({ from, until }: Silence): number {
  return until.time - from.time;
}

/** Earlier silences of the flow, ns. */
function survivedSilences(flow: FlowFacts): number[] {
  const { silence } = idleEnd(flow)!;
  return flow.tcp!.silences.filter(({ until }) => until.time < silence.until.time).map(length);
}

function signalsOf(flow: FlowFacts, { silence, resets, errors }: IdleEnd): Signal<IdleSignal>[] {
  const signals: Signal<IdleSignal>[] = errors.map(({ version, type, code }) =>
    isAdministrativelyProhibited(version, type, code)
      ? { name: 'prohibited', strength: 'strong' }
      : { name: 'unreachable', strength: 'moderate' },
  );
  if (resets.length === 0) return signals;
  // The way may have changed meanwhile, and hop limits with it: only what came too soon cannot be from the other end.
  const delay = resets[0].at.time - answeredWord(silence, resets[0].at.time)!.time;
  const roundTrip = silence.by === ORIGINATOR ? serverLeg(flow) : undefined;
  const verdict = resetVerdict(flow.tcp!, resets, { delay, roundTrip });
  const isTooSoon = verdict.signals.some(({ name }) => name === 'too-soon' || name === 'late-answer');
  const strength = isTooSoon ? 'strong' : verdict.sender === 'middlebox' ? 'moderate' : 'weak';
  return [...signals, { name: strength === 'weak' ? 'reset' : 'forged-reset', strength }];
}

function repeatParameters({ until, repeats, repeated }: Silence) {
  return { tries: repeated + 1, triedSeconds: (repeats[repeats.length - 1].time - until.time) / 1e9 };
}

function resetParameters(flow: FlowFacts, reset: ResetSeen, silence: Silence) {
  const hopLimit = genuineHopLimit(reset, flow.tcp!.hopLimits[RESPONDER]);
  const roundTrip = serverLeg(flow);
  return {
    resetAfterMs: (reset.at.time - answeredWord(silence, reset.at.time)!.time) / 1e6,
    resetHopLimit: reset.hopLimit,
    ...(hopLimit === undefined ? {} : { serverHopLimit: hopLimit }),
    ...(roundTrip === undefined ? {} : { rttMs: roundTrip / 1e6 }),
  };
}

function errorParameters({ router, version, type, code }: IcmpSeen) {
  return { router, version, type, code };
}
