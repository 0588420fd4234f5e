/** The port that the client wants, which behind a proxy is not the one it connects to. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { ORIGINATOR } from '../flow/direction.ts';

const DEFAULT_PORT = 80;

/** `undefined`: a proxy was asked, in a form that names no port, or for other things. */
export function askedPort(flow: FlowFacts): number | undefined {
  if (flow.protocol !== 'http') return flow.responder.port;
  for (const seen of flow.observations) {
    if (seen.kind !== 'http-request' || seen.from !== ORIGINATOR) continue;
    if (seen.form === 'authority') return seen.port;
    return seen.form === 'absolute' ? (seen.port ?? DEFAULT_PORT) : flow.responder.port;
  }
  return flow.responder.port;
}

/** The flow leads to a proxy, by what the client asks of it. */
export function isProxied(flow: FlowFacts): boolean {
  return (
    flow.protocol === 'socks' ||
    flow.observations.some(
      (seen) => seen.kind === 'http-request' && (seen.form === 'authority' || seen.form === 'absolute'),
    )
  );
}
