/** Whether a flow reached its service: the server answered in the protocol that was spoken. */

import { RESPONDER } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';
import { foreignAnswer } from './foreign-answer.ts';
import { isTurnedAway } from './refusals.ts';
import { type WebExchange, webExchanges } from './web-exchanges.ts';

/** HTTP status codes below this are answers of the service itself; 401 is one too: the service asks who is there. */
const FIRST_HTTP_ERROR = 400;
const FIRST_HTTP_REDIRECT = 300;

export interface OutcomeFacts {
  readonly observations: readonly Observation[];
  /** Payload bytes per side. */
  readonly bytes: readonly [number, number];
  readonly protocol: string;
  /** ICMP refused its latest datagram. */
  readonly refused: boolean;
  /** The client was reset in the server's name before the server had said a word, and took nothing of what then came. */
  readonly abandoned: boolean;
}

/** Content in both directions, and an answer that is no refusal; of what is never answered, content. */
export function succeeded(flow: OutcomeFacts): boolean {
  if (flow.abandoned) return false;
  if (flow.protocol === 'tls') return tlsSucceeded(flow.observations);
  if (flow.protocol === 'http' || flow.protocol === 'socks') return webSucceeded(flow.observations);
  // StartTLS, and MySQL's own: with TLS asked for, nothing was had before it is there.
  const upgraded = flow.observations.filter(({ via }) => via !== undefined);
  if (upgraded.length > 0) return tlsSucceeded(upgraded);
  // Before it logs in, a client asks in a flow of its own who the server is.
  if (flow.protocol === 'afp') return flow.observations.some((seen) => seen.kind === 'afp-login' && seen.code === 0);
  // Its server never speaks (RFC 5426 5.4, RFC 6587 3.4): what nobody refuses arrives.
  if (flow.protocol === 'syslog') return flow.bytes[0] > 0 && !flow.refused;
  return flow.bytes[0] > 0 && flow.bytes[1] > 0 && !isTurnedAway(flow.observations);
}

function tlsSucceeded(observations: readonly Observation[]): boolean {
  return observations.some((observation) => observation.kind === 'tls-established');
}

/** A tunnel has succeeded when what is inside has: that a proxy opens it says nothing of the server. */
function webSucceeded(observations: readonly Observation[]): boolean {
  const tunnelled = observations.some((observation) => observation.via !== undefined);
  if (tunnelled) return tlsSucceeded(observations.filter((observation) => observation.via !== undefined));
  return webExchanges(observations).some(isServed);
}

/** A proxy that sends a CONNECT elsewhere refuses it; the page of a filter is no answer of the server. */
function isServed(exchange: WebExchange): boolean {
  const { request, response } = exchange;
  if (response?.from !== RESPONDER) return false;
  const { status } = response;
  if (status === 401) return true;
  if (status >= (request?.form === 'authority' ? FIRST_HTTP_REDIRECT : FIRST_HTTP_ERROR)) return false;
  return foreignAnswer(exchange) === undefined;
}
