/** The ClientHello is acknowledged and never answered: whoever took it keeps it. Signature 10 of the SIGCOMM 2023 study. */
import { ORIGINATOR } from '../../flow/direction.ts';
import { helloEnd, waited } from '../failure/first-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { answeredNames } from './answered-names.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { tamperingSignature } from './tampering-signature.ts';

/** Once, a server may hang. */
const SURE_FLOWS = 2;

export const clientHelloSilence = blockedDetector('client-hello-silence', {
  rule: 'blocked/client-hello-silence',
  frames: (flow) => [flow.tcp!.firstData[ORIGINATOR]!, ...(flow.last.frame > helloEnd(flow).frame ? [flow.last] : [])],
  conclude(group) {
    const { flows } = group;
    const names = answeredNames(group);
    return {
      confidence: confidenceOf(group, names),
      parameters: {
        waitedSeconds: Math.max(...flows.map((flow) => waited(flow, helloEnd(flow).time))) / 1e9,
        helloBytes: Math.max(...flows.map((flow) => flow.bytes[ORIGINATOR])),
        answeredNames: names,
        signature: tamperingSignature(flows[0], 'client-hello-silence')!,
      } satisfies RuleParameters['blocked/client-hello-silence'],
    };
  },
});

/** Repeated without a success, while the same address answers other names or other servers answer the client, it is the name or the server that is not let through. */
function confidenceOf({ signs, works, reachesOthers }: FailedGroup, names: readonly string[]) {
  return !works && signs.length >= SURE_FLOWS && (names.length > 0 || reachesOthers) ? 'strong' : 'moderate';
}
