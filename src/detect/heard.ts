/** Whether a server took part in a flow: a client alone may have the wrong address. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { RESPONDER } from '../flow/direction.ts';

/** In these one side speaks, and the other has nothing to say (RFC 5426, RFC 6587, RFC 1002 5.3). */
const ONE_WAY: ReadonlySet<string> = new Set(['syslog', 'netbios-dgm']);

/** TLS of a flow whose start is missing: a proxy may have been asked for it before. */
export function mayBeTunnelled({ protocol, tcp }: FlowFacts): boolean {
  return protocol === 'tls' && tcp?.midStream === true;
}

/** The server's own words; for what has none, that it was open to the client's. */
export function isHeard({ bytes, protocol, tcp, icmp }: FlowFacts): boolean {
  if (bytes[RESPONDER] > 0) return true;
  if (!ONE_WAY.has(protocol) || icmp.length > 0) return false;
  return tcp === undefined || tcp.handshakeDone !== undefined;
}
