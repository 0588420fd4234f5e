/** RSTs behind data: which of them break a flow, and which are among the many ordinary ways to end one. */
import { inSpans } from '../../catalogue/ports.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import type { FlowFacts, ResetSeen, TcpFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import type { Observation } from '../../probe/registry.ts';
import { answersWord } from './idle-end.ts';
import { isForged } from './reset-sender.ts';

/** After a minute without a packet, load balancers and NAT forget a flow and say so with a RST. */
const IDLE = 60e9;
/** A request that is answered with a RST is so at once; ns. */
const ANSWER = 3e9;
/** Alerts among records that are encrypted (TLS up to 1.2). */
const ALERT = 21;

/** `resets` ended the flow (`endingResets`). */
export function breaksLater(flow: FlowFacts, tcp: TcpFacts, resets: readonly ResetSeen[]): boolean {
  const [reset] = resets;
  if (reset === undefined || !isAfterData(tcp, reset) || isAnnounced(flow, tcp, reset) || isIdle(tcp, reset))
    return false;
  if (isForged(tcp, resets)) return true;
  return !flow.succeeded && !tcp.midStream && (breaksServerFlight(flow, tcp) || breaksRequest(flow, tcp, reset));
}

function isAfterData({ firstData }: TcpFacts, { at }: ResetSeen): boolean {
  return firstData.some((data) => data !== undefined && data.time < at.time);
}

/** Somebody had closed the flow, or said in TLS why it ends: close_notify, or an error. */
function isAnnounced({ observations }: FlowFacts, { fin }: TcpFacts, { at }: ResetSeen): boolean {
  if (fin.some((end) => end !== undefined && end.time <= at.time)) return true;
  return observations.some((seen) => isAlert(seen) && seen.at.time <= at.time);
}

function isAlert(seen: Observation): boolean {
  return seen.kind === 'tls-alert' || (seen.kind === 'tls-protected-record' && seen.recordType === ALERT);
}

function isIdle({ silences }: TcpFacts, { at, sincePrevious }: ResetSeen): boolean {
  return sincePrevious > IDLE || silences.some((silence) => answersWord(silence, at.time));
}

/** The server has begun to answer the hello, and the client has said nothing to that: neither side has a reason to leave. */
function breaksServerFlight({ protocol, observations }: FlowFacts, { firstData }: TcpFacts): boolean {
  if (protocol !== 'tls' || firstData[RESPONDER] === undefined) return false;
  if (!observations.some(({ kind }) => kind === 'tls-server-hello')) return false;
  return saysNoMore({ observations }) && !observations.some(({ kind }) => kind === 'tls-gap');
}

/** Nothing of the client is known but its hello, or that it has sent something. */
export function saysNoMore({ observations }: Pick<FlowFacts, 'observations'>): boolean {
  return observations.every(
    ({ kind, from }) => from === RESPONDER || kind === 'tls-client-hello' || kind === 'tls-gap',
  );
}

/** A request in a documented protocol other than TLS, and a RST in the place of the answer. */
function breaksRequest(flow: FlowFacts, { firstData, firstDataResent }: TcpFacts, { at }: ResetSeen): boolean {
  const request = firstData[ORIGINATOR];
  if (request === undefined || firstData[RESPONDER] !== undefined || firstDataResent[ORIGINATOR].length > 0)
    return false;
  if (flow.protocol === 'tls' || flow.protocol === 'unknown' || at.time - request.time > ANSWER) return false;
  return flow.services.some((match) => match.portDocumented && match.protocolDocumented && isClear(match.row, flow));
}

/** A server of TLS resets what is none: a row that knows clear text beside TLS means it for ports of its own. */
function isClear({ protocols, cleartext }: ServiceRow, { responder }: FlowFacts): boolean {
  return !protocols.includes('tls') || inSpans(cleartext?.ports, responder.port);
}
