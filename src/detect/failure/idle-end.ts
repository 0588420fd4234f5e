/**
 * A flow that worked, was quiet, and is unknown to the path when somebody speaks again: the first word is answered with a RST or an ICMP error,
 * or it is dropped and never answered. NAT and stateful firewalls must keep TCP for two hours and four minutes (RFC 5382 5).
 */
import type { FlowFacts, IcmpSeen, ResetSeen, Silence, TcpFacts } from '../../classify/flow-facts.ts';
import { type FrameAt, ORIGINATOR } from '../../flow/direction.ts';
import { isAdministrativelyProhibited, isUnreachable } from '../../wire/icmp-codes.ts';
import type { Span } from '../survey/liveness.ts';

/** ns: what comes within this time of the first word answers it, or a copy of it. */
const REVIVAL = 10e9;
/** ns of packets behind the last error: then the flow lives on. */
const LIVES_ON = 30e9;
/** `FlowFacts.icmp` holds as many. */
const MAX_ERRORS = 8;
/** After so long the path may forget (RFC 5382 REQ-5), ns. */
const MAY_FORGET = 7440e9;
/** Nothing came: the word was sent again twice, or once and this long ago, ns. */
const SURE_REPEATS = 2;
const WAITED = 3e9;

export interface IdleEnd {
  readonly silence: Silence;
  /** In the name of the side that was spoken to, all behind the silence; empty where ICMP answers. Without either nobody answers. */
  readonly resets: readonly ResetSeen[];
  readonly errors: readonly IcmpSeen[];
}

/** Undefined for a flow that was not quiet, goes on, was closed, or never worked before. */
export function idleEnd(flow: FlowFacts): IdleEnd | undefined {
  const { tcp } = flow;
  if (tcp === undefined || tcp.silences.length === 0 || !(flow.succeeded || tcp.midStream)) return undefined;
  for (const silence of tcp.silences) {
    const { from, until, by } = silence;
    if (tcp.fin.some((fin) => fin !== undefined && fin.time <= until.time)) return undefined;
    if (until.time - from.time >= MAY_FORGET) continue;
    const resets = tcp.resets.filter((reset) => reset.from !== by && answersWord(silence, reset.at.time));
    const errors = flow.icmp.filter(
      (error) => error.quotes === by && isRefusal(error) && answersWord(silence, error.at.time),
    );
    if (resets.length > 0 || (errors.length > 0 && !livesOn(flow, errors))) return { silence, resets, errors };
    if (silence === tcp.unanswered && isDropped(flow, tcp, silence)) return { silence, resets: [], errors: [] };
  }
  return undefined;
}

/** The silence behind which nobody answers at all. */
export function unansweredSilence(flow: FlowFacts): Span | undefined {
  const { silence, resets, errors } = idleEnd(flow)!;
  return resets.length + errors.length > 0 ? undefined : { from: silence.from.time, until: silence.until.time };
}

/** What comes at this time (ns) is an answer to the word that ended the silence, or to a copy of it. */
export function answersWord(silence: Silence, time: number): boolean {
  return answeredWord(silence, time) !== undefined;
}

/** The first one that it may answer: taken for the answer to a later copy, what took its time would seem to come at once. */
export function answeredWord({ until, repeats }: Silence, time: number): FrameAt | undefined {
  return [until, ...repeats].find((word) => time >= word.time && time - word.time < REVIVAL);
}

/** The client's word never gets an answer. Where it is the server's, the client may sleep, or be somewhere else. */
function isDropped({ watchedUntil, icmp }: FlowFacts, { resets }: TcpFacts, silence: Silence): boolean {
  const { by, until, repeats, repeated } = silence;
  if (by !== ORIGINATOR || repeated === 0 || icmp.some(({ at }) => at.time >= until.time)) return false;
  const gaveUp = resets.find(({ at }) => at.time >= until.time)?.at.time ?? Number.POSITIVE_INFINITY;
  return repeated >= SURE_REPEATS || Math.min(watchedUntil, gaveUp) - repeats[repeats.length - 1].time >= WAITED;
}

function isRefusal({ version, type, code }: IcmpSeen): boolean {
  return isAdministrativelyProhibited(version, type, code) || isUnreachable(version, type, code);
}

function livesOn({ icmp, last }: FlowFacts, errors: readonly IcmpSeen[]): boolean {
  return icmp.length < MAX_ERRORS && last.time - errors[errors.length - 1].at.time > LIVES_ON;
}
