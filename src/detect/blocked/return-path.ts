/** The server accepts, and its answers do not arrive: told at the server, where the SYN comes in and the SYN-ACK goes out, again and again. */
import { RESPONDER } from '../../flow/direction.ts';
import type { Signal } from '../evidence.ts';
import { atMost, signalNames, weigh } from '../evidence.ts';
import { refusalOfAnswer } from '../failure/lost-answers.ts';
import { mostTries, synCount } from '../failure/tries.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import type { ReturnSignal } from './parameters.ts';

/** The first try and two more, on both sides. */
const SURE_TRIES = 3;

export const returnPath = blockedDetector('return-path', {
  rule: 'blocked/return-path',
  // Packets of the server are not dated one by one: its first SYN-ACK stands for them.
  frames: (flow) => [...flow.tcp!.syns, flow.tcp!.synAck!, refusalOfAnswer(flow)?.at ?? []].flat(),
  conclude(group) {
    const { flows } = group;
    const signals = signalsOf(group);
    const confidence = weigh(signals);
    if (confidence === undefined) return undefined;
    // SYNs and SYN-ACKs are all that there is.
    const { flow, ...tried } = mostTries(flows, ({ tcp, last }) => [...tcp!.syns, last], synCount);
    const refusal = flows.map(refusalOfAnswer).find((error) => error !== undefined);
    return {
      // At other times the same client hears.
      confidence: group.works ? atMost(confidence, 'moderate') : confidence,
      parameters: {
        ...tried,
        answers: flow.packets[RESPONDER],
        ...(refusal === undefined
          ? {}
          : { router: refusal.router, version: refusal.version, type: refusal.type, code: refusal.code }),
        othersHear: othersHear(group),
        signals: signalNames(signals),
      } satisfies RuleParameters['blocked/return-path'],
    };
  },
});

function signalsOf(group: FailedGroup): Signal<ReturnSignal>[] {
  const { flows, signs } = group;
  const sure = flows.some(({ tcp, packets }) => tcp!.syns.length >= SURE_TRIES && packets[RESPONDER] >= SURE_TRIES);
  const signals: Signal<ReturnSignal>[] = [{ name: 'both-repeat', strength: sure ? 'strong' : 'moderate' }];
  if (flows.some((flow) => refusalOfAnswer(flow) !== undefined))
    signals.push({ name: 'answer-refused', strength: 'conclusive' });
  if (signs.length > 1) signals.push({ name: 'several-flows', strength: 'moderate' });
  if (othersHear(group)) signals.push({ name: 'others-hear', strength: 'moderate' });
  return signals;
}

/** Other clients complete the handshake on the same port. */
function othersHear({ flows, servers }: FailedGroup): boolean {
  return flows.some(({ responder }) => servers.of(responder.address)?.completed.includes(responder.port) === true);
}
