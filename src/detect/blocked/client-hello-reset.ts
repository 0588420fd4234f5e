/** A RST in the server's name right after the ClientHello. Signatures 11 to 17 of the SIGCOMM 2023 study. */
import type { FlowFacts, ResetSeen } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import type { Confidence } from '../detector.ts';
import type { RuleParameters } from '../parameters.ts';
import { serverLeg } from '../servers.ts';
import { answeredNames } from './answered-names.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { serverResets } from './first-failure.ts';
import type { ResetSender } from './parameters.ts';
import { resetKinds, resetSender } from './reset-sender.ts';

/** Flows after which a server that resets by chance is out of the question. */
const SURE_FLOWS = 3;

export const clientHelloReset = blockedDetector('client-hello-reset', {
  rule: 'blocked/client-hello-reset',
  frames: (flow) => [helloOf(flow), ...resetsOf(flow).map((reset) => reset.at), ...lateData(flow)],
  conclude(group) {
    const [flow] = group.flows;
    const resets = resetsOf(flow);
    const delay = resets[0].at.time - helloOf(flow).time;
    const roundTrip = serverLeg(flow);
    const serverHopLimit = flow.tcp!.hopLimits[1];
    const dataAfterReset = group.flows.some((each) => each.tcp!.dataAfterReset !== undefined);
    const sender = resetSender({ reset: resets[0], delay, roundTrip, hopLimit: serverHopLimit, dataAfterReset });
    return {
      confidence: confidenceOf(group, sender, dataAfterReset),
      parameters: {
        resetAfterMs: delay / 1e6,
        ...(roundTrip === undefined ? {} : { rttMs: roundTrip / 1e6 }),
        resetHopLimit: resets[0].hopLimit,
        serverHopLimit,
        resets: resets.length,
        dataAfterReset,
        signature: `PSH+ACK → ${signature(resets)}`,
        sender,
        answeredNames: answeredNames(group),
      } satisfies RuleParameters['blocked/client-hello-reset'],
    };
  },
});

function helloOf(flow: FlowFacts) {
  return flow.tcp!.firstData[ORIGINATOR]!;
}

function resetsOf(flow: FlowFacts): readonly ResetSeen[] {
  return serverResets(flow.tcp!, helloOf(flow).time);
}

function lateData({ tcp }: FlowFacts) {
  return tcp!.dataAfterReset === undefined ? [] : [tcp!.dataAfterReset];
}

/** Table 1 of the study, rows 11 to 17. */
function signature(resets: readonly ResetSeen[]): string {
  const kinds = resetKinds(resets);
  if (resets.length === 1 || kinds === 'RST; RST+ACK') return kinds;
  if (kinds === 'RST+ACK') return 'RST+ACK; RST+ACK';
  const numbers = new Set(resets.map((reset) => reset.acknowledgement));
  if (numbers.size === 1) return 'RST = RST';
  return numbers.has(0) ? 'RST; RST0' : 'RST ≠ RST';
}

/** A server that does not know the name, or speaks no TLS, resets as well: only a forged RST, or many without a success, is sure. */
function confidenceOf(group: FailedGroup, sender: ResetSender, dataAfterReset: boolean): Confidence {
  if (dataAfterReset) return 'conclusive';
  if (group.works) return 'moderate';
  const selective = answeredNames(group).length > 0 || group.reachesOthers;
  return sender === 'middlebox' || (group.signs.length >= SURE_FLOWS && selective) ? 'strong' : 'moderate';
}
