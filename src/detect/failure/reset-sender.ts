/**
 * Who sent a RST: the side in whose name it comes, or somebody on the path. Marks of "Global, Passive Detection of Connection Tampering"
 * (SIGCOMM 2023) and RFC 9293 3.10.7, weighed; that a mark is missing proves nothing, as forgers copy them.
 */
import type { ResetSeen, TcpFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { type Signal, weigh } from '../evidence.ts';
import { UNROUTED } from './vantage.ts';

/** Who sent a RST: an end itself, somebody on the path in its name, or not decidable. */
export type ResetSender = 'client' | 'server' | 'middlebox' | 'undecided';

/**
 * What speaks for somebody on the path: the genuine end spoke on behind the RST; the RST came in less than half a round trip; with another TTL
 * or hop limit, or IP identification, than the end's packets; without the TCP timestamps on which both ends agreed; several at once whose
 * numbers differ, or of which one acknowledges 0; more than one RST+ACK; and where routers are known to lie before the server, and nothing else of it was seen, a RST that no router has
 * passed on, or that came in less than 0.5 ms.
 */
export type ResetSignal =
  | 'late-answer'
  | 'too-soon'
  | 'hop-limit'
  | 'no-hop'
  | 'at-once'
  | 'numbers'
  | 'acknowledgement-zero'
  | 'identification'
  | 'options'
  | 'burst';

/** What the rest of the capture adds to the flow. */
export interface ResetMarks {
  /** From the packet that the RST answers, ns; undefined where it need not be an answer. */
  readonly delay?: number | undefined;
  /** From the point of capture to the sender and back, ns. */
  readonly roundTrip?: number | undefined;
  /** TTL or hop limit of the sender's packets in other flows, where this one has none. */
  readonly hopLimit?: number | undefined;
  /** The capture was taken beside the client, and the server is on the internet: routers lie in between. */
  readonly behindRouters?: boolean | undefined;
}

export interface ResetVerdict {
  readonly sender: ResetSender;
  /** What speaks for somebody on the path. */
  readonly signals: readonly Signal<ResetSignal>[];
}

/** Paths differ by a hop or two from packet to packet; the study saw no larger change in 99 % of clean flows. */
const HOP_TOLERANCE = 2;
/** Hops by which a detour differs, when a flow is old enough to have been sent another way since its first packet; ns. */
const DETOUR = 5;
const REROUTING = 10e9;
/** ns of quiet behind which a load balancer or gateway ends a flow by itself, with the hop limit of its own place. */
const QUIET = 10e9;
/** An answer cannot come much sooner than the shortest round trip; below 1 ms clocks and queues decide. */
const SOONEST = 0.5;
const MEASURABLE = 1e6;
/** Out to the internet and back takes longer, ns. */
const AT_ONCE = 0.5e6;
/** A packet that overtakes another does so within this time, ns; copies at a span port are as close. */
const OVERTAKING = 1e6;
/** A counter that the sender uses for all its packets moves on by so many, or back by a few that were overtaken. */
const IDENTIFICATIONS_AHEAD = 1000;
const IDENTIFICATIONS_BEHIND = 16;
/** What arrives with more was sent with 255. */
const SCANNER_HOPS = 200;

/** `resets` are of one side, in order, and not empty. */
export function resetVerdict(tcp: TcpFacts, resets: readonly ResetSeen[], marks: ResetMarks = {}): ResetVerdict {
  const signals = [...signalsOf(tcp, resets, marks)];
  const confidence = weigh(signals);
  if (confidence === 'conclusive' || confidence === 'strong') return { sender: 'middlebox', signals };
  // One weak mark says nothing against a RST that fits: many systems draw identifications at random, or leave options out.
  return { sender: confidence === undefined ? ownSender(tcp, resets[0], marks) : 'undecided', signals };
}

/** Somebody on the path sent them, by what this flow alone shows. */
export function isForged(tcp: TcpFacts, resets: readonly ResetSeen[]): boolean {
  return resets.length > 0 && resetVerdict(tcp, resets).sender === 'middlebox';
}

/** TTL or hop limit of the sender's genuine packets. */
export function genuineHopLimit({ hopLimitBefore }: ResetSeen, elsewhere?: number): number | undefined {
  return hopLimitBefore > 0 ? hopLimitBefore : elsewhere;
}

/** What the server sent behind a RST in its own name: data, or the SYN-ACK. */
export function lateAnswer(tcp: TcpFacts): FrameOfAnswer {
  const [first] = tcp.resets;
  if (first === undefined) return undefined;
  const answers = [tcp.dataAfterReset, first.from === RESPONDER && tcp.syns.length === 1 ? tcp.synAck : undefined];
  return answers.find((at) => at !== undefined && at.time - first.at.time >= OVERTAKING);
}

type FrameOfAnswer = TcpFacts['synAck'];

function* signalsOf(tcp: TcpFacts, resets: readonly ResetSeen[], marks: ResetMarks): Iterable<Signal<ResetSignal>> {
  const [reset] = resets;
  // The flow is over with its first RST: what comes behind counts against that one.
  if (tcp.resets[0]?.from === reset.from && lateAnswer(tcp)) yield { name: 'late-answer', strength: 'conclusive' };
  if (isTooSoon(marks)) yield { name: 'too-soon', strength: 'strong' };
  const hopLimit = genuineHopLimit(reset, marks.hopLimit);
  const hops = hopLimit === undefined ? 0 : Math.abs(reset.hopLimit - hopLimit);
  if (hops > HOP_TOLERANCE)
    yield { name: 'hop-limit', strength: isElsewhere(tcp, reset, hops) ? 'strong' : 'moderate' };
  if (marks.behindRouters === true) yield* nearbySignals(reset, marks, hopLimit);
  if (guesses(tcp, resets)) yield { name: 'numbers', strength: 'moderate' };
  if (isZeroAmongOthers(resets)) yield { name: 'acknowledgement-zero', strength: 'moderate' };
  if (jumps(reset)) yield { name: 'identification', strength: 'weak' };
  if (keepsTimestamps(tcp, reset) === false) yield { name: 'options', strength: 'weak' };
  if (resets.filter(({ withAck }) => withAck).length > 1) yield { name: 'burst', strength: 'weak' };
}

/** Neither another way nor a device in front of the server that ends what was quiet explains so many hops. */
function isElsewhere(tcp: TcpFacts, reset: ResetSeen, hops: number): boolean {
  return reset.sincePrevious < QUIET && (hops > DETOUR || !mayBeRerouted(tcp, reset));
}

function mayBeRerouted({ synAck, syns }: TcpFacts, { at }: ResetSeen): boolean {
  const start = synAck ?? syns[0];
  return start === undefined || at.time - start.time > REROUTING;
}

/** What the server sent itself tells more than where it ought to be: it may be nearer than its address says. */
function* nearbySignals(reset: ResetSeen, marks: ResetMarks, known: number | undefined): Iterable<Signal<ResetSignal>> {
  if (known === undefined && UNROUTED.has(reset.hopLimit)) yield { name: 'no-hop', strength: 'strong' };
  const { delay, roundTrip } = marks;
  if (delay !== undefined && roundTrip === undefined && delay < AT_ONCE)
    yield { name: 'at-once', strength: 'moderate' };
}

function isTooSoon({ delay, roundTrip }: ResetMarks): boolean {
  if (delay === undefined || roundTrip === undefined || roundTrip < MEASURABLE) return false;
  return delay < roundTrip * SOONEST;
}

/**
 * RST+ACK of one host acknowledge what it has got, and RSTs stand where its next byte would: several of both that differ, before it
 * has sent anything, are shots at a window.
 */
function guesses(tcp: TcpFacts, resets: readonly ResetSeen[]): boolean {
  const { from, at } = resets[0];
  const answers = resets.filter(({ withAck }) => withAck);
  if (new Set(answers.map(({ acknowledgement }) => acknowledgement)).size > 1) return true;
  const spoke = [tcp.firstData[from], tcp.fin[from]].some((sent) => sent !== undefined && sent.time < at.time);
  return !spoke && tcp.synAck !== undefined && new Set(resets.map(({ sequence }) => sequence)).size > 1;
}

/** A RST without ACK has no acknowledgement (RFC 9293 3.10.7.1): one stack writes 0 there always or never. */
function isZeroAmongOthers(resets: readonly ResetSeen[]): boolean {
  const bare = resets.filter(({ withAck }) => !withAck).map(({ acknowledgement }) => acknowledgement);
  const isNonsense = resets.some(({ withAck, acknowledgement }) => withAck && acknowledgement === 0);
  return isNonsense || (bare.includes(0) && bare.some((number) => number !== 0));
}

/** Weak: some systems draw them at random. 0 stands for none in packets that are never cut (RFC 6864 4.1). */
function jumps({ identification, identificationBefore }: ResetSeen): boolean {
  if (identification <= 0 || !(identificationBefore > 0)) return false;
  const ahead = (identification - identificationBefore) & 0xffff;
  return ahead > IDENTIFICATIONS_AHEAD && ahead < 0x10000 - IDENTIFICATIONS_BEHIND;
}

/**
 * Whether a RST+ACK has the timestamps on which both ends agreed; undefined where they did not, or were not heard to. RFC 7323 3.2 wants
 * them ("SHOULD"), and Linux puts them into the RST of an abort; its forerunner advised against (RFC 1323 4.2), so that BSD and macOS leave
 * them out, and devices on the path know none. A RST without ACK is made for a flow that its sender does not know, and never has any. Of
 * the window nothing can be said: it is that of the flow or 0, as the sender likes.
 */
export function keepsTimestamps({ options, synAck }: TcpFacts, reset: ResetSeen): boolean | undefined {
  const agreed = options.every((side) => side?.timestamps === true);
  const isLater = synAck !== undefined && synAck.time < reset.at.time;
  return agreed && isLater && reset.withAck ? reset.timestamps : undefined;
}

/**
 * Scanners write their packets themselves (ZMap and Masscan: TTL 255, ZMap without options): the system beneath them knows nothing of the
 * flow, and resets it with packets of its own kind.
 */
export function isScanner({ options: [syn], hopLimits }: TcpFacts): boolean {
  if (hopLimits[ORIGINATOR] >= SCANNER_HOPS) return true;
  return (
    syn !== undefined && syn.mss === undefined && syn.windowScale === undefined && !syn.sackPermitted && !syn.timestamps
  );
}

/** The side itself, where nothing speaks against it and its hop limit, with its timing or options, could have. */
function ownSender(tcp: TcpFacts, reset: ResetSeen, { delay, roundTrip, hopLimit }: ResetMarks): ResetSender {
  if (reset.from === ORIGINATOR) return 'client';
  if (genuineHopLimit(reset, hopLimit) === undefined) return 'undecided';
  const measurable = delay !== undefined && roundTrip !== undefined && roundTrip >= MEASURABLE;
  const fits = measurable ? delay >= roundTrip * LATEST : keepsTimestamps(tcp, reset) === true;
  return fits ? 'server' : 'undecided';
}

/** Of a round trip: what comes later than this fits the server. */
const LATEST = 0.9;
