/** Where a flow broke off first, if it did: one flow has one failure, and the rules share out what is here. */
import type { FlowFacts, IcmpSeen, ResetSeen, TcpFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { isAdministrativelyProhibited } from '../../wire/icmp-codes.ts';
import { isLostForSize } from './full-size.ts';
import { isUnheard, unreachability } from './unreachable.ts';

export type FirstFailure =
  | 'syn-unanswered'
  | 'syn-reset'
  | 'icmp-prohibited'
  | 'icmp-unreachable'
  | 'mtu-black-hole'
  | 'client-hello-dropped'
  | 'client-hello-reset';

/** Silence counts after this time, ns, or after a retransmission. */
const SILENCE = 3e9;

/** `undefined`: it worked, broke off in another way, or cannot be judged. */
export function firstFailure(flow: FlowFacts): FirstFailure | undefined {
  if ((flow.succeeded && !isUnheard(flow)) || isQuic(flow)) return undefined;
  if (prohibition(flow) !== undefined) return 'icmp-prohibited';
  if (unreachability(flow) !== undefined) return 'icmp-unreachable';
  const { tcp } = flow;
  if (tcp === undefined || tcp.midStream || tcp.syns.length === 0) return undefined;
  if (tcp.synAck === undefined && tcp.handshakeDone === undefined) return beforeHandshake(flow, tcp);
  if (tcp.synAck !== undefined && tcp.handshakeDone !== undefined) return afterHello(flow, tcp);
  return undefined;
}

/** A client that is not let through with QUIC takes TCP: forbidding it is common, and no fault. */
function isQuic({ transport, responder }: FlowFacts): boolean {
  return transport === 'udp' && responder.port === 443;
}

/** ICMP 3 codes 9, 10, 13 and ICMPv6 1 codes 1, 5, 6: the sender says that a rule forbids the packet that it quotes. */
export function prohibition(flow: FlowFacts): IcmpSeen | undefined {
  return flow.icmp.length === 0 ? undefined : flow.icmp.find(isProhibition);
}

function isProhibition({ version, type, code, quotes }: IcmpSeen): boolean {
  return quotes === ORIGINATOR && isAdministrativelyProhibited(version, type, code);
}

/** RSTs that claim to come from the server, from `since` (ns) on. */
export function serverResets(tcp: TcpFacts, since: number): readonly ResetSeen[] {
  return tcp.resets.filter((reset) => reset.from === RESPONDER && reset.at.time >= since);
}

/** When the client still tried: its last SYN before anybody answered; ns. */
export function lastTry({ tcp, first }: FlowFacts): number {
  return tcp?.syns.at(-1)?.time ?? first.time;
}

/** From the first SYN or hello to the end of watching, or to the client's giving up; ns. */
export function waited(flow: FlowFacts, since: number): number {
  const tcp = flow.tcp!;
  const gaveUp = tcp.resets.find((reset) => reset.from === ORIGINATOR) ?? { at: tcp.fin[ORIGINATOR] };
  return (gaveUp.at?.time ?? flow.watchedUntil) - since;
}

function beforeHandshake(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  const first = tcp.syns[0].time;
  if (serverResets(tcp, first).length > 0) return 'syn-reset';
  // An acknowledgement or data without a SYN-ACK: the answer was not captured. ICMP errors of other kinds are no silence.
  if (flow.packets[RESPONDER] > 0 || flow.icmp.length > 0 || /[AD]/.test(flow.history)) return undefined;
  return tcp.syns.length > 1 || waited(flow, first) >= SILENCE ? 'syn-unanswered' : undefined;
}

/** The handshake is done: what became of the client's first data, if that is TLS or too little of it was captured to say. */
function afterHello(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  const hello = tcp.firstData[ORIGINATOR];
  if (hello === undefined || (flow.protocol !== 'tls' && flow.protocol !== 'unknown') || flow.unrecognised)
    return undefined;
  const answer = tcp.firstData[RESPONDER];
  const reset = serverResets(tcp, hello.time)[0]?.at.time ?? Number.POSITIVE_INFINITY;
  const resent = tcp.firstDataResent[ORIGINATOR][0]?.time ?? Number.POSITIVE_INFINITY;
  if (answer !== undefined && answer.time < reset) return undefined;
  // A RST that comes only after the hello was sent again, or after a long silence, is no answer to it.
  if (reset < resent && reset - hello.time < SILENCE) return 'client-hello-reset';
  if (answer !== undefined || tcp.firstDataAcked[ORIGINATOR] || tcp.fin[RESPONDER] !== undefined) return undefined;
  if (resent === Number.POSITIVE_INFINITY && waited(flow, hello.time) < SILENCE) return undefined;
  return isLostForSize(flow) ? 'mtu-black-hole' : 'client-hello-dropped';
}
