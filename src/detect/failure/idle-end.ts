/**
 * A flow that worked, was quiet, and is unknown to the path when somebody speaks again: the first word is answered with a RST or an ICMP error.
 * NAT and stateful firewalls must keep TCP for two hours and four minutes (RFC 5382 5).
 */
import type { FlowFacts, IcmpSeen, ResetSeen, Silence } from '../../classify/flow-facts.ts';
import { isAdministrativelyProhibited, isUnreachable } from '../../wire/icmp-codes.ts';

/** ns: what comes within this time of the first word answers it, or a copy of it. */
const REVIVAL = 10e9;
/** ns of packets behind the last error: then the flow lives on. */
const LIVES_ON = 30e9;
/** `FlowFacts.icmp` holds as many. */
const MAX_ERRORS = 8;

export interface IdleEnd {
  readonly silence: Silence;
  /** In the name of the side that was spoken to, all behind the silence; empty where ICMP answers. */
  readonly resets: readonly ResetSeen[];
  readonly errors: readonly IcmpSeen[];
}

/** Undefined for a flow that was not quiet, goes on, was closed, or never worked before. */
export function idleEnd(flow: FlowFacts): IdleEnd | undefined {
  const { tcp } = flow;
  if (tcp === undefined || tcp.silences.length === 0 || !(flow.succeeded || tcp.midStream)) return undefined;
  for (const silence of tcp.silences) {
    const { until, by } = silence;
    const answers = (time: number) => time >= until.time && time - until.time < REVIVAL;
    if (tcp.fin.some((fin) => fin !== undefined && fin.time <= until.time)) return undefined;
    const resets = tcp.resets.filter(({ from, at }) => from !== by && answers(at.time));
    const errors = flow.icmp.filter((error) => error.quotes === by && isRefusal(error) && answers(error.at.time));
    if (resets.length > 0 || (errors.length > 0 && !livesOn(flow, errors))) return { silence, resets, errors };
  }
  return undefined;
}

function isRefusal({ version, type, code }: IcmpSeen): boolean {
  return isAdministrativelyProhibited(version, type, code) || isUnreachable(version, type, code);
}

function livesOn({ icmp, last }: FlowFacts, errors: readonly IcmpSeen[]): boolean {
  return icmp.length < MAX_ERRORS && last.time - errors[errors.length - 1].at.time > LIVES_ON;
}
