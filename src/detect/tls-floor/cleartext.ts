/** Management in clear text: HTTP where nothing documents it. Being sent on to HTTPS is no fault, and downloads of Apple's are documented so. */
import { isProxied } from '../../classify/asked-port.ts';
import { isSentToHttps, standingIn, staysInClear } from '../clear-text.ts';
import { contentFrames } from '../content-frames.ts';
import { floorDetector } from './floor-rule.ts';

const WEB: ReadonlySet<string> = new Set(['http', 'http2']);

export const cleartext = floorDetector('tls-floor/cleartext', (flow) => {
  const { protocol, responder, services, succeeded } = flow;
  if (!WEB.has(protocol) || !succeeded || isProxied(flow) || !staysInClear(flow) || isSentToHttps(flow))
    return undefined;
  // The flow may be any of its rows: behind a load balancer clear text is normal.
  const standings = services.map((match) => standingIn(match, flow));
  if (standings[0] === undefined || standings.includes('normal')) return undefined;
  const [at = flow.first] = contentFrames(flow);
  const parameters = { port: responder.port, protocol };
  return { discriminator: `port ${responder.port}`, at, confidence: 'strong', parameters };
});
