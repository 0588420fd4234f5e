/** Whether a flow reached its service: the server answered in the protocol that was spoken. */

import { RESPONDER } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';

/** HTTP status codes below this are answers of the service itself; 401 is one too: the service asks who is there. */
const FIRST_HTTP_ERROR = 400;

/** RFC 4511 4.2.1: the bind goes on. */
const SASL_BIND_IN_PROGRESS = 14;

export interface OutcomeFacts {
  readonly observations: readonly Observation[];
  /** Payload bytes per side. */
  readonly bytes: readonly [number, number];
  readonly protocol: string;
}

/** Content in both directions, and an answer that is no refusal; of what is never answered, content. */
export function succeeded(flow: OutcomeFacts): boolean {
  if (flow.protocol === 'tls') return tlsSucceeded(flow.observations);
  if (flow.protocol === 'http' || flow.protocol === 'socks') return webSucceeded(flow.observations);
  // Before it logs in, a client asks in a flow of its own who the server is.
  if (flow.protocol === 'afp') return flow.observations.some((seen) => seen.kind === 'afp-login' && seen.code === 0);
  // Its server never speaks (RFC 5426 5.4, RFC 6587 3.4): what arrives is what is sent.
  if (flow.protocol === 'syslog') return flow.bytes[0] > 0;
  return flow.bytes[0] > 0 && flow.bytes[1] > 0 && !isTurnedAway(flow.observations);
}

/**
 * Nobody was let in: the server is there, and yet its service was not had. What came last decides, a share after the log-on to its
 * server; of several answers of one kind a single permission counts.
 */
function isTurnedAway(observations: readonly Observation[]): boolean {
  let kind: string | undefined;
  let granted = false;
  for (const seen of observations) {
    const answer = letsIn(seen);
    if (answer === undefined) continue;
    granted = answer || (granted && kind === seen.kind);
    kind = seen.kind;
  }
  return kind !== undefined && !granted;
}

/** undefined for what neither lets in nor turns away. */
function letsIn(seen: Observation): boolean | undefined {
  switch (seen.kind) {
    case 'mysql-result':
      return seen.code === 0;
    case 'smb-session':
      return seen.status === 0;
    case 'smb-share':
      // Everybody gets the one for calls between programs.
      return seen.status === undefined || seen.share?.endsWith('IPC$') ? undefined : seen.status === 0;
    case 'dcerpc-bind-result':
      return seen.accepted.length > 0;
    case 'ldap-result':
      return seen.operation === 'bind' && seen.code !== SASL_BIND_IN_PROGRESS ? seen.code === 0 : undefined;
    default:
      return undefined;
  }
}

function tlsSucceeded(observations: readonly Observation[]): boolean {
  return observations.some((observation) => observation.kind === 'tls-established');
}

/** A tunnel has succeeded when what is inside has: that a proxy opens it says nothing of the server. */
function webSucceeded(observations: readonly Observation[]): boolean {
  const tunnelled = observations.some((observation) => observation.via !== undefined);
  if (tunnelled) return tlsSucceeded(observations.filter((observation) => observation.via !== undefined));
  return observations.some(
    (observation) =>
      observation.kind === 'http-response' &&
      observation.from === RESPONDER &&
      (observation.status < FIRST_HTTP_ERROR || observation.status === 401),
  );
}
