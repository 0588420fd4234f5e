/** A RST right after the ClientHello. Signatures 11 to 17 of the SIGCOMM 2023 study. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import { endingResets } from '../failure/first-failure.ts';
import { helloBytes, ONE_PACKET } from '../failure/full-size.ts';
import type { RuleParameters } from '../parameters.ts';
import { answeredNames } from './answered-names.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { resetConfidence, resetEvidence } from './reset-evidence.ts';
import { sizeDecides, sizeEvidence } from './size-evidence.ts';

export const clientHelloReset = blockedDetector('client-hello-reset', {
  rule: 'blocked/client-hello-reset',
  selective: isBySize,
  frames: (flow) => [helloOf(flow), ...endingResets(flow).map((reset) => reset.at), lateData(flow)].flat(),
  conclude(group) {
    const names = answeredNames(group);
    const evidence = resetEvidence(group, 'client-hello-reset', (flow) => helloOf(flow).time);
    const works = group.works && !isBySize(group);
    return {
      confidence: resetConfidence({ ...group, works }, evidence, names.length > 0 || group.reachesOthers),
      parameters: {
        ...evidence,
        answeredNames: names,
        ...splitHello(group),
      } satisfies RuleParameters['blocked/client-hello-reset'],
    };
  },
});

/** Small hellos get through, and no large one: then that is no success of what is reset here. */
function isBySize({ flows, sizes }: FailedGroup): boolean {
  return sizeDecides(flows, sizes);
}

function helloOf(flow: FlowFacts) {
  return flow.tcp!.firstData[ORIGINATOR]!;
}

function lateData({ tcp }: FlowFacts) {
  return tcp!.dataAfterReset ?? [];
}

/** A device that reads a ClientHello from its first packet alone finds no name in it, or no end. */
function splitHello({ flows, sizes }: FailedGroup) {
  const smallest = Math.min(...flows.map(helloBytes));
  if (smallest <= ONE_PACKET) return {};
  const { passed, largePassed } = sizeEvidence(flows, sizes);
  return { splitHelloBytes: smallest, ...(passed === undefined || largePassed ? {} : { passedBytes: passed }) };
}
