/** The handshake passes and the ClientHello does not: never acknowledged, though sent again. Signature 10 of the SIGCOMM 2023 study. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import { helloBytes } from '../failure/full-size.ts';
import { mostTries } from '../failure/tries.ts';
import type { RuleParameters } from '../parameters.ts';
import { answeredNames } from './answered-names.ts';
import { blockedDetector } from './blocked-rule.ts';
import { sizeDecides } from './size-evidence.ts';
import { tamperingSignature } from './tampering-signature.ts';

/** Twice resent is more than one lost packet. */
const SURE_RESENT = 2;

export const clientHelloDropped = blockedDetector('client-hello-dropped', {
  rule: 'blocked/client-hello-dropped',
  frames: sentIn,
  conclude(group) {
    const { flows } = group;
    // Then `blocked/mtu-black-hole` speaks of them.
    if (sizeDecides(flows, group.sizes)) return undefined;
    const { tries, triedSeconds, waitedSeconds } = mostTries(flows, sentIn);
    const resent = tries - 1;
    const repeated = resent >= SURE_RESENT || group.signs.length > 1;
    return {
      confidence: repeated && !group.works ? 'strong' : 'moderate',
      parameters: {
        resent,
        triedSeconds,
        waitedSeconds,
        helloBytes: Math.max(...flows.map(helloBytes)),
        answeredNames: answeredNames(group),
        signature: tamperingSignature(flows[0], 'client-hello-dropped')!,
      } satisfies RuleParameters['blocked/client-hello-dropped'],
    };
  },
});

function sentIn({ tcp }: FlowFacts) {
  return [tcp!.firstData[ORIGINATOR]!, ...tcp!.firstDataResent[ORIGINATOR]];
}
