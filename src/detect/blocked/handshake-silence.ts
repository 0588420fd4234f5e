/** The TCP handshake passes and no data do: signature 5 of the SIGCOMM 2023 study, and 10 for data that are no ClientHello. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import { atMost, type Signal, weigh } from '../evidence.ts';
import { mostTries } from '../failure/tries.ts';
import { isSeenAtServer } from '../failure/vantage.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { tamperingSignature } from './tampering-signature.ts';

/** Twice resent is more than one lost packet. */
const SURE_RESENT = 2;

type Missing = RuleParameters['blocked/handshake-silence']['missing'];

export const handshakeSilence = blockedDetector('handshake-silence', {
  rule: 'blocked/handshake-silence',
  discriminator: missingIn,
  frames: ({ tcp }) => [tcp!.synAck!, tcp!.handshakeDone!, ...sentOf(tcp!)],
  conclude(group) {
    const { flows } = group;
    const confidence = weigh([...signalsOf(group)]);
    if (confidence === undefined) return undefined;
    const { tries, triedSeconds, waitedSeconds } = mostTries(flows, triesIn);
    return {
      confidence: atMost(confidence, group.works ? 'moderate' : 'strong'),
      parameters: {
        missing: missingIn(flows[0]),
        protocol: flows[0].protocol,
        resent: tries - 1,
        bytesMissing: flows.some(lacksBytes),
        triedSeconds,
        waitedSeconds,
        signature: tamperingSignature(flows[0], 'handshake-silence')!,
      } satisfies RuleParameters['blocked/handshake-silence'],
    };
  },
});

/** A client that holds a flow open without a word is common (browsers open some in advance): that alone is weak, and nothing where others work. */
function* signalsOf(group: FailedGroup): Iterable<Signal> {
  const { flows, signs, works } = group;
  const missing = missingIn(flows[0]);
  if (missing === 'acknowledgement') {
    yield { name: 'unacknowledged', strength: 'moderate' };
    if (flows.some(({ tcp }) => tcp!.firstDataResent[ORIGINATOR].length >= SURE_RESENT))
      yield { name: 'resent', strength: 'strong' };
  }
  if (missing === 'greeting') yield { name: 'no-greeting', strength: 'moderate' };
  if (missing === 'client-data' && !works && !isReached(group)) yield { name: 'nothing-said', strength: 'weak' };
  if (flows.some(lacksBytes)) yield { name: 'bytes-missing', strength: 'strong' };
  if (signs.length > 1) yield { name: 'repeated', strength: missing === 'acknowledgement' ? 'moderate' : 'weak' };
}

/** Somebody gets through to that server. Who says nothing gives no name either, so that the client's own successes are hard to tell. */
function isReached({ flows, servers }: FailedGroup): boolean {
  return flows.some(({ responder }) => (servers.of(responder.address)?.names.length ?? 0) > 0);
}

function missingIn({ tcp }: FlowFacts): Missing {
  if (tcp!.firstData[ORIGINATOR] !== undefined) return 'acknowledgement';
  return isSeenAtServer(tcp!) ? 'client-data' : 'greeting';
}

/** The end of the client's stream stands behind bytes that never came (Zeek's `g`): it had sent data. */
function lacksBytes({ history }: FlowFacts): boolean {
  return history.includes('G');
}

function sentOf({ firstData, firstDataResent, fin }: NonNullable<FlowFacts['tcp']>) {
  return [firstData[ORIGINATOR] ?? [], ...firstDataResent[ORIGINATOR], fin[ORIGINATOR] ?? []].flat();
}

/** The client's first data, or where it has none what it last said. */
function triesIn({ tcp }: FlowFacts) {
  return [tcp!.firstData[ORIGINATOR] ?? tcp!.handshakeDone!, ...tcp!.firstDataResent[ORIGINATOR]];
}
