/** A tunnel that a proxy has opened, and through which nothing comes back: the ClientHello is all that was said in it. */
import type { FlowFacts, TcpFacts } from '../../classify/flow-facts.ts';
import { webExchanges } from '../../classify/web-exchanges.ts';
import { type FrameAt, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { isForged } from './reset-sender.ts';

export interface TunnelFailure {
  /** It hung up within the time that counts as silence; else nothing came for so long. */
  readonly answer: 'tunnel-closed' | 'tunnel-silence';
  /** From the ClientHello to the end of the tunnel, or of watching; ns. */
  readonly waited: number;
  /** The ClientHello, and the proxy's end of the tunnel. */
  readonly frames: readonly FrameAt[];
}

/** Silence counts after this time, ns. */
const SILENCE = 3e9;
/** Bytes: the longest answers of SOCKS 5 (RFC 1928, with an IPv6 address), and as much again is no ServerHello yet. */
const SOCKS_ANSWERS = 2 + 2 + 22;

/** `undefined`: something came back, the client gave up early, or nobody can tell. The proxy of `flow` granted what it was asked. */
export function tunnelFailure(flow: FlowFacts): TunnelFailure | undefined {
  const { observations, tcp, history, retransmissions } = flow;
  const [hello, ...more] = observations.filter(({ via }) => via !== undefined);
  if (tcp === undefined || hello?.kind !== 'tls-client-hello' || more.length > 0) return undefined;
  // A hole in what came back, or bytes that no probe could read.
  if (history.includes('g') || flow.bytes[RESPONDER] > proxyBytes(flow)) return undefined;
  const resets = tcp.resets.filter(({ from }) => from === RESPONDER);
  if (isForged(tcp, resets)) return undefined;
  const [gaveUp, hungUp] = [endOf(tcp, ORIGINATOR), endOf(tcp, RESPONDER)];
  const end = Math.min(flow.watchedUntil, ...[gaveUp, hungUp].flatMap((at) => at?.time ?? []));
  const waited = end - hello.at.time;
  const frames = [hello.at, ...(hungUp === undefined ? [] : [hungUp])];
  // A hello that is sent again may not have come as far as the proxy.
  if (waited >= SILENCE)
    return retransmissions[ORIGINATOR] > 0 ? undefined : { answer: 'tunnel-silence', waited, frames };
  if (hungUp === undefined || waited < 0 || (gaveUp !== undefined && gaveUp.time <= hungUp.time)) return undefined;
  return { answer: 'tunnel-closed', waited, frames };
}

function endOf({ fin, resets }: TcpFacts, side: typeof ORIGINATOR | typeof RESPONDER): FrameAt | undefined {
  const reset = resets.find(({ from }) => from === side)?.at;
  return fin[side] ?? reset;
}

/** What the proxy said itself, before the tunnel was there. */
function proxyBytes({ protocol, observations }: FlowFacts): number {
  if (protocol === 'socks') return SOCKS_ANSWERS;
  return webExchanges(observations)
    .flatMap(({ response }) => response ?? [])
    .reduce((sum, { headBytes, status, contentLength = 0 }) => sum + headBytes + (status < 300 ? 0 : contentLength), 0);
}
