/** A proxy that wants a login from a client that gives none: 407 (RFC 9110 15.5.8) and nothing behind it, or SOCKS without a method that will do. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Detector } from '../detector.ts';
import { listOf } from '../draft.ts';
import { proxyFailure } from '../failure/proxy-failure.ts';
import { proxyOf } from '../survey/proxies.ts';
import { blockedDetector } from './blocked-rule.ts';
import { answerOf, otherHosts } from './proxy-refused.ts';
import { SocksLoginSession } from './socks-login.ts';

/** A client that can log in does so at once; ns. */
const ANSWERED_WITHIN = 3e9;
/** The registered schemes that proxies use, and those of Windows. */
const SCHEMES = /\b(?:Basic|Bearer|Digest|Kerberos|Negotiate|NTLM|SCRAM-SHA-\d+)\b/gi;

const asked = blockedDetector('proxy-authentication', {
  rule: 'blocked/proxy-authentication',
  discriminator: proxyOf,
  // 407 and then success is how every login begins.
  excused: ({ target, client, time }, { proxies }) => proxies.letThroughSince(target!, client, time),
  frames: (flow) => proxyFailure(flow)!.frames,
  conclude({ flows, signs, proxies, works, capture }) {
    const [flow] = flows;
    const failure = proxyFailure(flow)!;
    if (capture.lastTime - challengedAt(flow) < ANSWERED_WITHIN) return undefined;
    const { offered, port } = failure;
    return {
      // Many clients go around a proxy that they cannot log in to.
      confidence: works ? 'moderate' : 'strong',
      parameters: {
        ...answerOf(failure),
        schemes: listOf(flows.flatMap((each) => proxyFailure(each)!.challenges?.match(SCHEMES) ?? [])),
        ...(offered === undefined ? {} : { offered }),
        challenges: signs.length,
        allowedHosts: port === undefined ? [] : otherHosts(proxies.openHostsAt(flow, port), failure),
        // Another client may have logged in for the same host.
        loginHosts: port === undefined ? [] : proxies.loginHostsAt(flow, port),
      },
    };
  },
});

export const proxyAuthentication: Detector = {
  rule: 'blocked/proxy-authentication',
  hearsAll: true,
  open(context) {
    const sessions = [asked.open(context), new SocksLoginSession(context)];
    return {
      flow: (flow) => sessions.map((session) => session.flow(flow)).includes(true),
      conclude: (capture) => sessions.flatMap((session) => session.conclude(capture)),
    };
  },
};

function challengedAt(flow: FlowFacts): number {
  return proxyFailure(flow)!.frames.at(-1)!.time;
}
