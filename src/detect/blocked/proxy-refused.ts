/** An explicit proxy that refuses what it is asked for: CONNECT answered with 403 and the like, SOCKS "not allowed". RFC 9110 9.3.6. */
import { listOf } from '../draft.ts';
import { type ProxyFailure, proxyFailure } from '../failure/proxy-failure.ts';
import { proxyOf } from '../survey/proxies.ts';
import { blockedDetector } from './blocked-rule.ts';
import type { ProxyAnswer } from './parameters.ts';

/** ns. */
const AT_ONCE = 3e9;

export const proxyRefused = blockedDetector('proxy-refused', {
  rule: 'blocked/proxy-refused',
  discriminator: (flow) => `${proxyOf(flow)} port ${proxyFailure(flow)!.port}`,
  // Who is let through to the same host and port at once was asked for something first.
  excused: ({ target, client, time }, { proxies }) => proxies.letThroughBetween(target!, client, time, time + AT_ONCE),
  frames: (flow) => proxyFailure(flow)!.frames,
  conclude({ flows, proxies }) {
    const [flow] = flows;
    const failure = proxyFailure(flow)!;
    const { port } = failure;
    return {
      // An answer to CONNECT or SOCKS is the proxy's own; of other answers it has said so.
      confidence: isPolicy(failure) ? 'conclusive' : 'strong',
      parameters: {
        ...answerOf(failure),
        allowedPorts: listOf(proxies.portsOf(flow).filter((other) => other !== port)),
        allowedHosts: port === undefined ? [] : otherHosts(proxies.hostsAt(flow, port), failure),
      },
    };
  },
});

/** The proxy says that a rule forbids it; other refusals may have other reasons, such as that it is no proxy at all. */
function isPolicy({ answer, reason }: ProxyFailure): boolean {
  return /^(?:403|451)\b/.test(answer) || answer === 'not-allowed' || reason !== undefined;
}

/** What all rules on proxies say of the answer. */
export function answerOf({ method, host, port, answer, reason }: ProxyFailure): ProxyAnswer {
  return {
    method,
    host,
    ...(port === undefined ? {} : { port }),
    answer,
    ...(reason === undefined ? {} : { reason }),
  };
}

export function otherHosts(hosts: readonly string[], { host }: ProxyFailure): string[] {
  return listOf(hosts.filter((other) => other !== host));
}
