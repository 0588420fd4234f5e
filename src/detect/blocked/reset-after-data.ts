/**
 * A RST in later data that somebody on the path made, or that breaks off what both ends were about to go on with. Signatures 18 and 19 of
 * the SIGCOMM 2023 study, and 11 to 17 for a first request other than a ClientHello.
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Confidence } from '../detector.ts';
import { endingResets, isUnanswered } from '../failure/first-failure.ts';
import type { ResetSignal } from '../failure/reset-sender.ts';
import type { RuleParameters } from '../parameters.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import type { ResetParameters } from './parameters.ts';
import { resetEvidence } from './reset-evidence.ts';

type Stage = RuleParameters['blocked/reset-after-data']['stage'];

export const resetAfterData = blockedDetector('reset-after-data', {
  rule: 'blocked/reset-after-data',
  discriminator: stageOf,
  frames: (flow) => [...endingResets(flow).map(({ at }) => at), flow.tcp!.dataAfterReset ?? []].flat(),
  conclude(group) {
    const [flow] = group.flows;
    const stage = stageOf(flow);
    const evidence = resetEvidence(group, 'reset-after-data', ({ tcp }) =>
      stage === 'request' ? tcp!.firstData[0]!.time : undefined,
    );
    const confidence = confidenceOf(group, evidence, stage);
    if (confidence === undefined) return undefined;
    return {
      confidence,
      parameters: {
        ...evidence,
        stage,
        protocol: flow.protocol,
        bytes: [...flow.bytes],
        afterSeconds: (endingResets(flow)[0].at.time - flow.first.time) / 1e9,
      } satisfies RuleParameters['blocked/reset-after-data'],
    };
  },
});

function stageOf(flow: FlowFacts): Stage {
  const { succeeded, protocol, tcp } = flow;
  if (isUnanswered(flow)) return 'request';
  return protocol === 'tls' && !succeeded && !tcp!.midStream ? 'handshake' : 'later';
}

/**
 * Where the same client gets through at other times, a server that gave up once explains it as well, unless the RST is forged. A load
 * balancer in front of the server has a hop limit of its own, and may end flows that work: all at once, when it changes over.
 */
function confidenceOf(
  { works, flows }: FailedGroup,
  { sender, signals }: ResetParameters,
  stage: Stage,
): Confidence | undefined {
  if (signals.includes('late-answer')) return 'conclusive';
  if (sender !== 'middlebox') return works ? undefined : 'moderate';
  const tells = signals.some((signal) => !OF_ANOTHER_PLACE.has(signal)) || stage !== 'later' || happensAgain(flows);
  return tells ? 'strong' : 'moderate';
}

/** What the RST of any device has that is not the server: its hop limit, and no knowledge of the flow's identifications and options. */
const OF_ANOTHER_PLACE: ReadonlySet<ResetSignal> = new Set(['hop-limit', 'identification', 'options']);

/** A flow that began behind the end of another one ended in the same way. */
function happensAgain(flows: readonly FlowFacts[]): boolean {
  const ends = flows.map((flow) => endingResets(flow)[0].at.time);
  return Math.max(...flows.map(({ first }) => first.time)) > Math.min(...ends);
}
