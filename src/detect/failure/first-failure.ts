/** Where a flow broke off first, if it did: one flow has one failure, and the rules share out what is here. */
import type { FlowFacts, IcmpSeen, ResetSeen, TcpFacts } from '../../classify/flow-facts.ts';
import { type FrameAt, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { isAdministrativelyProhibited } from '../../wire/icmp-codes.ts';
import { breaksLater, saysNoMore } from './broken-later.ts';
import { isLostForSize, isTailOnly, lostSide, stalledSide } from './full-size.ts';
import { idleEnd } from './idle-end.ts';
import { answersAreLost } from './lost-answers.ts';
import { isForged, isScanner } from './reset-sender.ts';
import { unreachability } from './unreachable.ts';
import { awaitsGreeting, GREETING, isSeenAtServer } from './vantage.ts';
import { type WebFailure, webFailure } from './web-failure.ts';

export type FirstFailure =
  | 'syn-unanswered'
  | 'syn-reset'
  | 'icmp-prohibited'
  | 'icmp-unreachable'
  | 'return-path'
  | 'mtu-black-hole'
  /** Full-size packets of what was said behind a start that got through. */
  | 'later-data-lost'
  | 'handshake-silence'
  | 'handshake-reset'
  | 'client-hello-dropped'
  | 'client-hello-silence'
  | 'client-hello-reset'
  | 'idle-killed'
  | 'reset-after-data'
  | WebFailure;

/** Silence counts after this time, ns, or after a retransmission. */
const SILENCE = 3e9;
/** One packet may get lost by chance, and so may its copy. */
const RESENT_IN_VAIN = 2;

/** `undefined`: it worked to its end, broke off in another way, or cannot be judged. */
export function firstFailure(flow: FlowFacts): FirstFailure | undefined {
  if (isQuic(flow)) return undefined;
  if (idleEnd(flow) !== undefined) return 'idle-killed';
  if (!flow.succeeded) {
    // What is said in words needs no handshake to be seen.
    const said = (isOfStart(flow) ? refusalByIcmp(flow) : undefined) ?? webFailure(flow);
    if (said !== undefined) return said;
  }
  const { tcp } = flow;
  if (tcp === undefined) return undefined;
  return (isStart(flow, tcp) ? atStart(flow, tcp) : undefined) ?? later(flow, tcp);
}

/** An ICMP error for a flow whose start is missing may have met it after hours. */
function isOfStart({ tcp }: FlowFacts): boolean {
  return tcp === undefined || (!tcp.midStream && tcp.syns.length > 0);
}

function refusalByIcmp(flow: FlowFacts): FirstFailure | undefined {
  if (prohibition(flow) !== undefined) return 'icmp-prohibited';
  return unreachability(flow) === undefined ? undefined : 'icmp-unreachable';
}

/** It was captured from its first packet on, and never worked. */
function isStart({ succeeded }: FlowFacts, { midStream, syns }: TcpFacts): boolean {
  return !succeeded && !midStream && syns.length > 0;
}

function atStart(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  if (tcp.handshakeDone === undefined)
    return beforeHandshake(flow, tcp) ?? (answersAreLost(flow, tcp) ? 'return-path' : undefined);
  if (tcp.synAck === undefined) return undefined;
  if (isStartLostForSize(flow, tcp)) return 'mtu-black-hole';
  return afterHandshake(flow, tcp) ?? (isHello(flow) ? afterHello(flow, tcp) : undefined);
}

function later(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  // Without its start nobody knows whether these are the first data.
  if ((tcp.midStream && isUnanswered(flow)) || flow.packets[ORIGINATOR] === 0) return undefined;
  if (stalledSide(flow) !== undefined) return 'later-data-lost';
  const resets = endingResets(flow);
  return !isOfHello(flow, tcp, resets) && breaksLater(flow, tcp, resets) ? 'reset-after-data' : undefined;
}

/** All that the client is known to have said is its hello: what ends that is for `atStart`, or for nobody where the start was not captured whole. */
function isOfHello(flow: FlowFacts, tcp: TcpFacts, [reset]: readonly ResetSeen[]): boolean {
  if (flow.succeeded || !saysNoMore(flow)) return false;
  // What is behind a hole cannot be read.
  if (tcp.missingBytes[ORIGINATOR] > 0) return isUnanswered(flow);
  const isWhole = tcp.syns.length > 0 && tcp.synAck !== undefined;
  return isHello(flow) && (reset?.from === ORIGINATOR || (!isWhole && isUnanswered(flow)));
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

/**
 * The RSTs that ended the flow: those in the name of the side whose RST came first. None when the client ended it itself; a RST in its
 * name that somebody else made is another matter, and shows where its packets come in.
 */
export function endingResets({ tcp, first }: FlowFacts): readonly ResetSeen[] {
  const resets = tcp!.resets.filter(({ at }) => at.time >= (tcp!.syns[0] ?? first).time);
  if (resets.length === 0) return resets;
  const own = resets.filter(({ from }) => from === resets[0].from);
  if (own[0].from === RESPONDER) return own;
  return isScanner(tcp!) ? [] : forgedAmong(tcp!, own);
}

/** Who gets a forged RST resets what still comes to it: what came another way than the client's own packets is told apart from that. */
function forgedAmong(tcp: TcpFacts, resets: readonly ResetSeen[]): readonly ResetSeen[] {
  const ways = [...new Set(resets.map(({ hopLimit }) => hopLimit))];
  return ways.map((way) => resets.filter(({ hopLimit }) => hopLimit === way)).find((some) => isForged(tcp, some)) ?? [];
}

/** No data of the server came before the RST. */
export function isUnanswered(flow: FlowFacts): boolean {
  const answer = flow.tcp!.firstData[RESPONDER];
  return answer === undefined || answer.time > (endingResets(flow)[0]?.at.time ?? Number.POSITIVE_INFINITY);
}

/** When the client still tried: its last SYN before anybody answered; ns. */
export function lastTry({ tcp, first }: FlowFacts): number {
  return tcp?.syns.at(-1)?.time ?? first.time;
}

/** From `since` (ns) to the end of watching, or to somebody's giving up; ns. */
export function waited(flow: FlowFacts, since: number): number {
  const { fin, resets } = flow.tcp!;
  const ends = [fin[ORIGINATOR], fin[RESPONDER], resets[0]?.at].flatMap((end) => end ?? []);
  const end = Math.min(flow.watchedUntil, ...ends.map(({ time }) => time).filter((time) => time > since));
  return end - since;
}

function beforeHandshake(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  const reset = endingResets(flow)[0];
  const { synAck } = tcp;
  // Only who is on the path refuses in the server's name before the server accepts. Who acknowledges was accepted, captured or not.
  const accepted = (synAck !== undefined && synAck.time < (reset?.at.time ?? 0)) || /^[^r]*[AD]/.test(flow.history);
  if (reset?.from === RESPONDER && !accepted) return 'syn-reset';
  // An acknowledgement or data without a SYN-ACK: the answer was not captured. ICMP errors of other kinds are no silence.
  if (flow.packets[RESPONDER] > 0 || flow.icmp.length > 0 || /[AD]/.test(flow.history)) return undefined;
  return tcp.syns.length > 1 || waited(flow, tcp.syns[0].time) >= SILENCE ? 'syn-unanswered' : undefined;
}

/** The handshake is done, and no data came through: none were sent, or none acknowledged. */
function afterHandshake(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  const done = tcp.handshakeDone!.time;
  const [asked, answered] = tcp.firstData.map((data) => data?.time ?? Number.POSITIVE_INFINITY);
  const reset = endingResets(flow)[0]?.at.time ?? Number.POSITIVE_INFINITY;
  const closed = Math.min(...tcp.fin.map((fin) => fin?.time ?? Number.POSITIVE_INFINITY));
  if (reset < Math.min(asked, answered, closed) && reset >= tcp.synAck!.time && reset - done < SILENCE)
    return 'handshake-reset';
  if (answered < Number.POSITIVE_INFINITY) return undefined;
  if (asked === Number.POSITIVE_INFINITY) return isSilent(flow, tcp, done) ? 'handshake-silence' : undefined;
  return !isHello(flow) && isDropped(flow, tcp) ? 'handshake-silence' : undefined;
}

/** Nobody says a word. A client that says nothing is its own affair: where it would speak first, only the server's end of the path can tell. */
function isSilent(flow: FlowFacts, tcp: TcpFacts, done: number): boolean {
  const wait = waited(flow, done);
  return isSeenAtServer(tcp) ? wait >= SILENCE : awaitsGreeting(flow) && wait >= GREETING;
}

/** The full-size beginning of an answer, or of what the client says and is here by its end alone, does not arrive: sent again, or for long. */
function isStartLostForSize(flow: FlowFacts, { firstData, firstDataResent, resets }: TcpFacts): boolean {
  const side = lostSide(flow);
  const start = firstData[side];
  if (start === undefined || !(side === RESPONDER || isTailOnly(flow, side))) return false;
  // Whom a RST has sent away takes nothing of any size.
  if (resets.some(({ at }) => at.time <= start.time)) return false;
  return firstDataResent[side].length >= RESENT_IN_VAIN || waited(flow, start.time) >= SILENCE;
}

/** The client's first data are TLS, or too little of them was captured to say. */
function isHello({ protocol, unrecognised }: FlowFacts): boolean {
  return protocol === 'tls' || (protocol === 'unknown' && !unrecognised);
}

/** What became of the ClientHello. */
function afterHello(flow: FlowFacts, tcp: TcpFacts): FirstFailure | undefined {
  const hello = tcp.firstData[ORIGINATOR];
  if (hello === undefined) return undefined;
  const answer = tcp.firstData[RESPONDER];
  const reset = endingResets(flow)[0]?.at.time ?? Number.POSITIVE_INFINITY;
  const resent = tcp.firstDataResent[ORIGINATOR][0]?.time ?? Number.POSITIVE_INFINITY;
  if (answer !== undefined && answer.time < reset && !isForgedBehindAnswer(flow)) return undefined;
  // A RST that comes only after the hello was sent again, or after a long silence, is no answer to it.
  if (reset >= hello.time && reset < resent && reset - hello.time < SILENCE) return 'client-hello-reset';
  if (answer !== undefined) return undefined;
  if (tcp.firstDataAcked[ORIGINATOR]) return isSwallowed(flow, tcp) ? 'client-hello-silence' : undefined;
  if (!isDropped(flow, tcp)) return undefined;
  return isLostForSize(flow, ORIGINATOR) ? 'mtu-black-hole' : 'client-hello-dropped';
}

/** In the client's name: it travels behind the hello and meets the answer on its way. The client itself has said no more. */
function isForgedBehindAnswer(flow: FlowFacts): boolean {
  return endingResets(flow)[0]?.from === ORIGINATOR && saysNoMore(flow);
}

/** The client's first data were never acknowledged, though sent again or long ago. */
function isDropped(flow: FlowFacts, { firstData, firstDataResent, firstDataAcked, fin }: TcpFacts): boolean {
  if (firstDataAcked[ORIGINATOR] || fin[RESPONDER] !== undefined) return false;
  return firstDataResent[ORIGINATOR].length > 0 || waited(flow, firstData[ORIGINATOR]!.time) >= SILENCE;
}

/** The whole hello was read and acknowledged, and the client said no more: had it been answered, though uncaptured, it would have. */
function isSwallowed(flow: FlowFacts, tcp: TcpFacts): boolean {
  const { observations, retransmissions } = flow;
  if (observations.length === 0 || retransmissions[ORIGINATOR] > tcp.firstDataResent[ORIGINATOR].length) return false;
  if (observations.some(({ kind }) => kind !== 'tls-client-hello')) return false;
  return waited(flow, helloEnd(flow).time) >= SILENCE || isClosed(flow, tcp);
}

/** The server's side closed TCP behind the hello, before the client did, and nothing of what it sent is missing. */
function isClosed(flow: FlowFacts, { fin, resets }: TcpFacts): boolean {
  const closed = fin[RESPONDER];
  if (closed === undefined || flow.history.includes('g') || closed.time < helloEnd(flow).time) return false;
  return ![fin[ORIGINATOR], resets[0]?.at].some((end) => end !== undefined && end.time <= closed.time);
}

/** The ClientHello was answered by closing, not by silence. `flow` failed with `client-hello-silence`. */
export function wasHungUp(flow: FlowFacts): boolean {
  return waited(flow, helloEnd(flow).time) < SILENCE;
}

/** Where the hello was complete. */
export function helloEnd({ observations, tcp }: FlowFacts): FrameAt {
  return observations.find(({ kind }) => kind === 'tls-client-hello')?.at ?? tcp!.firstData[ORIGINATOR]!;
}
