/** What an explicit proxy answered in the place of the connection that it was asked for (RFC 9110 9.3.6, RFC 1928 6). */
import { isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { type WebExchange, webExchanges } from '../../classify/web-exchanges.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import type { HttpRequestObservation } from '../../probe/http-observations.ts';
import { tunnelFailure } from './tunnel-failure.ts';

export type ProxyOutcome = 'proxy-refused' | 'proxy-authentication' | 'proxy-error';

export interface ProxyFailure {
  readonly outcome: ProxyOutcome;
  /** `CONNECT`, another method of HTTP, or `SOCKS`. */
  readonly method: string;
  /** What the proxy was asked for. */
  readonly host: string;
  readonly port: number | undefined;
  /**
   * Such as `403 Forbidden` or `not-allowed`; `silence` and `closed` where no answer came, `tunnel-silence` and `tunnel-closed` where
   * the proxy opened the tunnel and nothing came through it.
   */
  readonly answer: string;
  /** What the proxy says of the reason. */
  readonly reason: string | undefined;
  /** The challenges of the proxy, and the scheme in which the client had answered the one before. */
  readonly challenges: string | undefined;
  readonly offered: string | undefined;
  /** The request, and the answer if one came; of a tunnel the ClientHello, and the proxy's closing. */
  readonly frames: readonly FrameAt[];
  /** From the first of them to the answer, or to the end of waiting for one; ns. */
  readonly waited: number;
}

const DEFAULT_PORT = 80;
const AUTHENTICATION = 407;
/** Request Timeout, Too Many Requests: for now, not for good. */
const PASSING: ReadonlySet<number> = new Set([408, 429]);
/** RFC 1928 6: not allowed by the rules. What else a proxy says is of the way, or of what it can do. */
const NOT_ALLOWED = 2;
/** Silence counts after this time, ns. */
const SILENCE = 3e9;
/** No answer of HTTP, nor a reply of SOCKS behind its choice of a method, is shorter. */
const SHORTEST_ANSWER = 8;

/** `undefined`: the flow leads to no proxy, or nothing shows that it failed there or behind. `flow` has not succeeded. */
export function proxyFailure(flow: FlowFacts): ProxyFailure | undefined {
  if (!isProxied(flow)) return undefined;
  return flow.protocol === 'socks' ? socksFailure(flow) : httpFailure(flow);
}

/** Of the requests for the flow's host the last counts: a challenge is followed by its answer. */
function httpFailure(flow: FlowFacts): ProxyFailure | undefined {
  const exchanges = webExchanges(flow.observations).filter(({ request }) => isAskedOfProxy(request));
  const host = exchanges[0]?.request?.host;
  const last = exchanges.findLast(({ request }) => request!.host === host);
  if (host === undefined || last === undefined) return undefined;
  const request = last.request!;
  const asked = {
    method: request.method,
    host,
    port: request.port ?? (request.form === 'absolute' ? DEFAULT_PORT : undefined),
    challenges: last.response?.proxyAuthenticate,
    offered: request.proxyAuthorization,
  };
  if (last.response === undefined) {
    const outcome = request.form === 'authority' ? unanswered(flow, request.at) : undefined;
    return outcome && { ...asked, ...outcome };
  }
  const { status, reason, proxyError, at } = last.response;
  if (request.form === 'authority' && status < 300) {
    const outcome = unheard(flow);
    return outcome && { ...asked, ...outcome };
  }
  const outcome = outcomeOf(last);
  if (outcome === undefined) return undefined;
  const answer = `${status} ${reason}`.trimEnd();
  return { ...asked, outcome, answer, reason: proxyError, ...between(request.at, at) };
}

function isAskedOfProxy(request: HttpRequestObservation | undefined): boolean {
  return request?.from === ORIGINATOR && (request.form === 'authority' || request.form === 'absolute');
}

/** An answer to CONNECT is the proxy's own. Of other requests the server may have given it, unless the proxy says that it did. */
function outcomeOf({ request, response }: WebExchange): ProxyOutcome | undefined {
  const { status, proxyError } = response!;
  if (status === AUTHENTICATION) return 'proxy-authentication';
  if (request!.form === 'authority') return status >= 500 || PASSING.has(status) ? 'proxy-error' : 'proxy-refused';
  if (proxyError === undefined || status < 400) return undefined;
  return status >= 500 && !/denied/i.test(proxyError) ? 'proxy-error' : 'proxy-refused';
}

function socksFailure(flow: FlowFacts): ProxyFailure | undefined {
  const request = flow.observations.find((seen) => seen.kind === 'socks-request' && seen.via === undefined);
  const reply = flow.observations.find((seen) => seen.kind === 'socks-reply' && seen.via === undefined);
  if (request?.kind !== 'socks-request') return undefined;
  const { host, port } = request;
  const asked = {
    method: 'SOCKS',
    host: host.toLowerCase(),
    port,
    reason: undefined,
    challenges: undefined,
    offered: undefined,
  };
  if (reply?.kind !== 'socks-reply') {
    const outcome = unanswered(flow, request.at);
    return outcome && { ...asked, ...outcome };
  }
  if (reply.granted) {
    const outcome = unheard(flow);
    return outcome && { ...asked, ...outcome };
  }
  const refused = reply.version === 5 && reply.code === NOT_ALLOWED;
  const outcome = refused ? 'proxy-refused' : 'proxy-error';
  return { ...asked, outcome, answer: reply.codeName, ...between(request.at, reply.at) };
}

function between(asked: FrameAt, answered: FrameAt) {
  return { frames: [asked, answered], waited: answered.time - asked.time };
}

/** The tunnel is there, and nothing comes through it. */
function unheard(flow: FlowFacts) {
  const failure = tunnelFailure(flow);
  return failure && ({ outcome: 'proxy-error', reason: undefined, ...failure } as const);
}

/** The proxy has the request and says nothing for long, or hangs up. */
function unanswered(flow: FlowFacts, asked: FrameAt) {
  const { tcp } = flow;
  if (tcp === undefined || flow.bytes[RESPONDER] >= SHORTEST_ANSWER || !tcp.firstDataAcked[ORIGINATOR])
    return undefined;
  // A hole in what the proxy sent: its answer was not captured.
  if (flow.history.includes('g')) return undefined;
  const hungUp = tcp.fin[RESPONDER] ?? tcp.resets.find(({ from }) => from === RESPONDER)?.at;
  const gaveUp = tcp.resets.find(({ from }) => from === ORIGINATOR)?.at ?? tcp.fin[ORIGINATOR];
  const outcome = { outcome: 'proxy-error', reason: undefined } as const;
  if (hungUp !== undefined && !(gaveUp !== undefined && gaveUp.time <= hungUp.time))
    return { ...outcome, answer: 'closed', ...between(asked, hungUp) };
  const waited = (gaveUp?.time ?? flow.watchedUntil) - asked.time;
  return waited >= SILENCE ? { ...outcome, answer: 'silence', frames: [asked], waited } : undefined;
}
