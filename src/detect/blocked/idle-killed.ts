/** A device on the path forgets a quiet flow, and refuses its next packet: push connections are quiet for most of their life. */
import type { FlowFacts, IcmpSeen, ResetSeen, Silence } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { isAdministrativelyProhibited } from '../../wire/icmp-codes.ts';
import { atMost, type Signal, signalNames, weigh } from '../evidence.ts';
import { type IdleEnd, idleEnd } from '../failure/idle-end.ts';
import { genuineHopLimit, resetVerdict } from '../failure/reset-sender.ts';
import type { RuleParameters } from '../parameters.ts';
import { serverLeg } from '../survey/servers.ts';
import { hostOf } from '../survey/successes.ts';
import { blockedDetector } from './blocked-rule.ts';
import type { IdleSignal } from './parameters.ts';

export const idleKilled = blockedDetector('idle-killed', {
  rule: 'blocked/idle-killed',
  discriminator: (flow) => idleEnd(flow)!.errors[0]?.router ?? '',
  frames(flow) {
    const { silence, resets, errors } = idleEnd(flow)!;
    return [silence.from, silence.until, ...resets.map(({ at }) => at), ...errors.map(({ at }) => at)];
  },
  conclude({ flows, successes }) {
    const signals = flows.flatMap((flow) => signalsOf(flow, idleEnd(flow)!));
    // A RST that may be the server's own is an ordinary end, however often it comes.
    if (signals.every(({ strength }) => strength === 'weak')) return undefined;
    if (flows.length > 1) signals.push({ name: 'several-flows', strength: 'moderate' });
    const confidence = weigh(signals);
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
        ...(resets.length === 0 ? {} : resetParameters(flow, resets[0], silence.until.time)),
        ...(errors.length === 0 ? {} : errorParameters(errors[0])),
        worksAgain: flows.some((each) =>
          successes.after({ client: each.originator.address, host: hostOf(each) }, idleEnd(each)!.silence.until.time),
        ),
        signals: signalNames(signals),
      } satisfies RuleParameters['blocked/idle-killed'],
    };
  },
});

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
  const delay = resets[0].at.time - silence.until.time;
  const roundTrip = silence.by === ORIGINATOR ? serverLeg(flow) : undefined;
  const verdict = resetVerdict(flow.tcp!, resets, { delay, roundTrip });
  const isTooSoon = verdict.signals.some(({ name }) => name === 'too-soon' || name === 'late-answer');
  const strength = isTooSoon ? 'strong' : verdict.sender === 'middlebox' ? 'moderate' : 'weak';
  return [...signals, { name: strength === 'weak' ? 'reset' : 'forged-reset', strength }];
}

function resetParameters(flow: FlowFacts, reset: ResetSeen, spoken: number) {
  const hopLimit = genuineHopLimit(reset, flow.tcp!.hopLimits[RESPONDER]);
  const roundTrip = serverLeg(flow);
  return {
    resetAfterMs: (reset.at.time - spoken) / 1e6,
    resetHopLimit: reset.hopLimit,
    ...(hopLimit === undefined ? {} : { serverHopLimit: hopLimit }),
    ...(roundTrip === undefined ? {} : { rttMs: roundTrip / 1e6 }),
  };
}

function errorParameters({ router, version, type, code }: IcmpSeen) {
  return { router, version, type, code };
}
