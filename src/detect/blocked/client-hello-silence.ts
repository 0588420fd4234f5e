/**
 * The ClientHello is acknowledged and never answered: whoever took it keeps it, or hangs up. Signature 10 of the SIGCOMM 2023 study; it has none
 * for filters that close in order.
 */
import { ORIGINATOR } from '../../flow/direction.ts';
import type { Confidence } from '../detector.ts';
import { helloEnd, waited, wasHungUp } from '../failure/first-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { answeredNames } from './answered-names.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { tamperingSignature } from './tampering-signature.ts';

/** Once, a server may hang; or close, as load balancers do that lose their servers. */
const SURE_FLOWS = { silent: 2, closed: 3 } as const;

export const clientHelloSilence = blockedDetector('client-hello-silence', {
  rule: 'blocked/client-hello-silence',
  discriminator: (flow) => (wasHungUp(flow) ? 'closed' : ''),
  frames: (flow) => [flow.tcp!.firstData[ORIGINATOR]!, ...(flow.last.frame > helloEnd(flow).frame ? [flow.last] : [])],
  conclude(group) {
    const { flows, works, signs } = group;
    const closed = wasHungUp(flows[0]);
    // A server that is restarted closes as well: once, or between successes.
    if (closed && (works || signs.length < 2)) return undefined;
    const names = answeredNames(group);
    return {
      confidence: confidenceOf(group, names, SURE_FLOWS[closed ? 'closed' : 'silent']),
      parameters: {
        closed,
        waitedSeconds: Math.max(...flows.map((flow) => waited(flow, helloEnd(flow).time))) / 1e9,
        helloBytes: Math.max(...flows.map((flow) => flow.bytes[ORIGINATOR])),
        answeredNames: names,
        ...(closed ? {} : { signature: tamperingSignature(flows[0], 'client-hello-silence')! }),
      } satisfies RuleParameters['blocked/client-hello-silence'],
    };
  },
});

/** Repeated without a success, while the same address answers other names or other servers answer the client, it is the name or the server that is not let through. */
function confidenceOf(
  { signs, works, reachesOthers }: FailedGroup,
  names: readonly string[],
  sure: number,
): Confidence {
  return !works && signs.length >= sure && (names.length > 0 || reachesOthers) ? 'strong' : 'moderate';
}
