/** SYNs that nobody answers: signature 1 of the SIGCOMM 2023 study. Nothing is said of one-sided captures. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { missesDirection, neverLeft, recorderMayBeSilent } from '../capture-limits.ts';
import type { CaptureFacts } from '../detector.ts';
import { mostTries, synCount } from '../failure/tries.ts';
import type { RuleParameters } from '../parameters.ts';
import { answeringPorts } from './answering-ports.ts';
import { blockedDetector } from './blocked-rule.ts';
import { tamperingSignature } from './tampering-signature.ts';

/** The first try and two more. */
const SURE_TRIES = 3;

export const synUnanswered = blockedDetector('syn-unanswered', {
  rule: 'blocked/syn-unanswered',
  frames: (flow) => flow.tcp!.syns,
  conclude(group) {
    const { flows, capture } = group;
    if (missesDirection(capture)) return undefined;
    const { tries, triedSeconds, waitedSeconds } = mostTries(flows, ({ tcp }) => tcp!.syns, synCount);
    // Every system sends it again after a second. Who does not, and gets through at other times, gave up or fell asleep.
    if (tries === 1 && group.works) return undefined;
    const repeated = tries >= SURE_TRIES || group.signs.length > 1;
    const recorder = recorderOf(flows, capture);
    // Without any answer to the client, its own network or the capture's other direction may be what is missing.
    const sure = repeated && group.heard && !group.works ? 'strong' : 'moderate';
    return {
      confidence: recorder === undefined ? sure : 'weak',
      parameters: {
        tries,
        triedSeconds,
        waitedSeconds,
        answeringPorts: answeringPorts(group),
        clientReachesOthers: group.reachesOthers,
        heard: group.heard,
        ...(recorder === undefined ? {} : { recorder }),
        signature: tamperingSignature(flows[0], 'syn-unanswered')!,
      } satisfies RuleParameters['blocked/syn-unanswered'],
    };
  },
});

/** Whether the recording machine, rather than the network, may be why nobody answers. */
function recorderOf(flows: readonly FlowFacts[], capture: CaptureFacts) {
  if (flows.every(({ tcp }) => neverLeft(capture, tcp!.syns))) return 'refused';
  return recorderMayBeSilent(capture) ? 'lost' : undefined;
}
