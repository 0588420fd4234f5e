/** A proxy that is willing and cannot: 502, 503 or 504 to CONNECT, a failure of SOCKS, or no answer at all. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { missesDirection } from '../capture-limits.ts';
import type { Confidence } from '../detector.ts';
import { type ProxyFailure, proxyFailure } from '../failure/proxy-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { proxyOf } from '../survey/proxies.ts';
import { blockedDetector } from './blocked-rule.ts';
import { answerOf, otherHosts } from './proxy-refused.ts';

/** A proxy may take this long to reach a server; ns. */
const SLOW = 10e9;

export const proxyError = blockedDetector('proxy-error', {
  rule: 'blocked/proxy-error',
  discriminator: proxyOf,
  frames: (flow) => proxyFailure(flow)!.frames,
  conclude({ flows, proxies, capture, works }) {
    const [flow] = flows;
    const failure = proxyFailure(flow)!;
    const how = howOf(failure);
    if (how !== 'answered' && missesDirection(capture)) return undefined;
    const wait = waited(flow, failure);
    const { port } = failure;
    return {
      confidence: works ? 'moderate' : confidenceOf(how, wait),
      parameters: {
        ...answerOf(failure),
        how,
        waitedSeconds: wait / 1e9,
        allowedHosts: port === undefined ? [] : otherHosts(proxies.hostsAt(flow, port), failure),
      },
    };
  },
});

type How = RuleParameters['blocked/proxy-error']['how'];

function howOf({ answer }: ProxyFailure): How {
  return answer === 'silence' || answer === 'closed' ? answer : 'answered';
}

/** A proxy that hangs up may just be restarting. */
function confidenceOf(how: How, wait: number): Confidence {
  if (how === 'answered') return 'conclusive';
  return how === 'silence' && wait >= SLOW ? 'strong' : 'moderate';
}

/** From the request to the answer, or to the end of watching. */
function waited(flow: FlowFacts, { frames }: ProxyFailure): number {
  const [asked, answered] = frames;
  return (answered?.time ?? flow.tcp?.fin[0]?.time ?? flow.watchedUntil) - asked.time;
}
