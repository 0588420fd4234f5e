/** At which packet a flow broke off: what ended it, or the last word that got no answer. */
import type { FlowFacts, IcmpSeen } from '../../classify/flow-facts.ts';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { endingResets, type FirstFailure, helloEnd, prohibition } from './first-failure.ts';
import { lostSide, stalledSide } from './full-size.ts';
import { idleEnd } from './idle-end.ts';
import { proxyFailure } from './proxy-failure.ts';
import { unreachability } from './unreachable.ts';
import { foreignExchange } from './web-failure.ts';

export interface BrokenAt {
  readonly from: Direction;
  readonly at: FrameAt;
  /** Address of who said it in the place of the ends: the sender of an ICMP error. */
  readonly router?: string;
}

/** `failure`: the flow's `firstFailure`. */
export function brokenAt(flow: FlowFacts, failure: FirstFailure): BrokenAt | undefined {
  const { tcp } = flow;
  switch (failure) {
    case 'syn-unanswered':
      return said(ORIGINATOR, tcp?.syns.at(-1));
    case 'return-path':
      return said(RESPONDER, tcp?.synAck);
    case 'handshake-silence':
      return lastOf(flow, ORIGINATOR) ?? said(ORIGINATOR, tcp?.handshakeDone);
    case 'mtu-black-hole':
      return lastOf(flow, lostSide(flow));
    case 'later-data-lost':
      return atStall(flow);
    case 'client-hello-dropped':
      return lastOf(flow, ORIGINATOR);
    case 'client-hello-silence':
      return said(ORIGINATOR, helloEnd(flow));
    case 'syn-reset':
    case 'handshake-reset':
    case 'client-hello-reset':
    case 'reset-after-data':
      return endingResets(flow)[0];
    case 'icmp-prohibited':
      return byIcmp(prohibition(flow));
    case 'icmp-unreachable':
      return byIcmp(unreachability(flow));
    case 'idle-killed':
      return atIdleEnd(flow);
    case 'block-page':
    case 'captive-portal':
      return said(RESPONDER, foreignExchange(flow)?.exchange.response?.at);
    case 'proxy-refused':
    case 'proxy-authentication':
    case 'proxy-error':
      return atProxy(flow);
  }
}

/** The latest copy of what is sent again. */
function atStall(flow: FlowFacts): BrokenAt | undefined {
  const side = stalledSide(flow)!;
  return said(side, flow.tcp!.stalled[side]!.copies.at(-1));
}

function said(from: Direction, at: FrameAt | undefined): BrokenAt | undefined {
  return at && { from, at };
}

/** The first data of the side, or their latest copy. */
function lastOf({ tcp }: FlowFacts, side: Direction): BrokenAt | undefined {
  return said(side, tcp?.firstDataResent[side].at(-1) ?? tcp?.firstData[side]);
}

/** As a step of the side to which the packet went that it quotes. */
function byIcmp(error: IcmpSeen | undefined): BrokenAt | undefined {
  return error && { from: error.quotes === ORIGINATOR ? RESPONDER : ORIGINATOR, at: error.at, router: error.router };
}

function atIdleEnd(flow: FlowFacts): BrokenAt | undefined {
  const end = idleEnd(flow);
  return end && (end.resets[0] ?? byIcmp(end.errors[0]) ?? { from: end.silence.by, at: end.silence.until });
}

/** Its answer, else what it was asked. */
function atProxy(flow: FlowFacts): BrokenAt | undefined {
  const frames = proxyFailure(flow)?.frames ?? [];
  return said(frames.length > 1 ? RESPONDER : ORIGINATOR, frames.at(-1));
}
