/** A proxy that is willing and cannot: 502, 503 or 504 to CONNECT, a failure of SOCKS, no answer at all, or a tunnel through which nothing comes. */
import { missesDirection } from '../capture-limits.ts';
import type { Confidence } from '../detector.ts';
import { type ProxyFailure, proxyFailure } from '../failure/proxy-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { proxyOf } from '../survey/proxies.ts';
import { blockedDetector, type FailedGroup } from './blocked-rule.ts';
import { answerOf, otherHosts } from './proxy-refused.ts';

/** A proxy may take this long to reach a server; ns. */
const SLOW = 10e9;
/** Once, a server may hang; or close, as it does when it is restarted. */
const SURE_TUNNELS = { 'tunnel-silence': 2, 'tunnel-closed': 3 } as const;

export const proxyError = blockedDetector('proxy-error', {
  rule: 'blocked/proxy-error',
  // What fails in the tunnel, or before it, are different matters.
  discriminator(flow) {
    const how = howOf(proxyFailure(flow)!);
    return isTunnel(how) ? `${proxyOf(flow)} ${how}` : proxyOf(flow);
  },
  frames: (flow) => proxyFailure(flow)!.frames,
  conclude(group) {
    const { flows, proxies, capture } = group;
    const [flow] = flows;
    const failure = proxyFailure(flow)!;
    const how = howOf(failure);
    if (how !== 'answered' && missesDirection(capture)) return undefined;
    const { port } = failure;
    const waited = isTunnel(how) ? Math.max(...flows.map((each) => proxyFailure(each)!.waited)) : failure.waited;
    const allowedHosts = port === undefined ? [] : otherHosts(proxies.reachedAt(flow, port), failure);
    const confidence = confidenceOf(group, how, waited, allowedHosts);
    if (confidence === undefined) return undefined;
    return { confidence, parameters: { ...answerOf(failure), how, waitedSeconds: waited / 1e9, allowedHosts } };
  },
});

type How = RuleParameters['blocked/proxy-error']['how'];
type TunnelHow = keyof typeof SURE_TUNNELS;

function howOf({ answer }: ProxyFailure): How {
  return answer === 'silence' || answer === 'closed' || isTunnel(answer) ? answer : 'answered';
}

function isTunnel(how: string): how is TunnelHow {
  return how in SURE_TUNNELS;
}

function confidenceOf(
  group: FailedGroup,
  how: How,
  waited: number,
  reached: readonly string[],
): Confidence | undefined {
  if (isTunnel(how)) return tunnelConfidence(group, how, reached);
  if (group.works) return 'moderate';
  if (how === 'answered') return 'conclusive';
  // A proxy that hangs up may just be restarting.
  return how === 'silence' && waited >= SLOW ? 'strong' : 'moderate';
}

/** Repeated without a success, while others are reached through the same proxy: it is this server or name that nobody gets through to. */
function tunnelConfidence(
  { signs, works }: FailedGroup,
  how: TunnelHow,
  reached: readonly string[],
): Confidence | undefined {
  if (how === 'tunnel-closed' && (works || signs.length < 2)) return undefined;
  return !works && signs.length >= SURE_TUNNELS[how] && reached.length > 0 ? 'strong' : 'moderate';
}
