/**
 * Follows a TCP flow packet by packet: Zeek's endpoint states and history letters, retransmissions, duplicates, and the frames
 * of the handshake. Names after Zeek's TCP analyzer and base/protocols/conn/main.zeek.
 */
import type { PacketView } from '../wire/packet-view.ts';
import { TCP_FLAG } from '../wire/packet-view.ts';
import type { Direction } from './direction.ts';
import { ORIGINATOR, RESPONDER } from './direction.ts';
import { FLAG } from './flow-row.ts';
import type { FlowTable } from './flow-table.ts';
import {
  DATA,
  FIN,
  FIRST_SEQUENCE,
  FLAGS,
  HANDSHAKE_DONE,
  HOLE_END,
  HOLE_START,
  LAST_TIME,
  NEXT_SEQUENCE,
  NOTE_ACK,
  NOTE_DATA,
  NOTED,
  RETRANSMISSIONS,
  ROW_EVENTS,
  ROW_NUMBERS,
  ROW_WORDS,
  SIGNATURE,
  STATE_BIT,
  SYN,
  SYN_ACK,
  SYN_ACK_SENT,
} from './row-layout.ts';

/** Zeek's endpoint states, three bits a side in FLAGS. */
export const ENDPOINT = {
  inactive: 0,
  /** Seen, but not its SYN. */
  partial: 1,
  synSent: 2,
  synAckSent: SYN_ACK_SENT,
  established: 4,
  closed: 5,
  reset: 6,
} as const;

/** What a packet meant, as bits; 0 for the ordinary ones that need no further look. */
export const EVENT = {
  /** A copy of the packet before it: not to be counted. */
  duplicate: 1,
  synResent: 2,
  reset: 4,
  /** This side's first payload came again. */
  firstDataResent: 8,
  /** Payload of a side behind its own RST. */
  dataAfterReset: 16,
  /** Both sides closed, or one reset, with this packet. */
  closed: 32,
  /** A SYN that opens a new flow on this one's tuple: nothing was tracked. */
  reopen: 64,
} as const;

/** Copies of a packet (span port, `-i any`) follow within this time, ns. */
const DUPLICATE_WINDOW = 1e6;

/** History letters (Zeek), by bit number in NOTED; the originator's are upper case. */
const LETTERS = 'shadfrgtw';
export const NOTE = {
  syn: 0,
  handshake: 1,
  ack: NOTE_ACK,
  data: NOTE_DATA,
  fin: 4,
  reset: 5,
  gap: 6,
  retransmission: 7,
  zeroWindow: 8,
} as const;

/** A SYN this far behind the expected sequence number is a new flow rather than an old segment. */
const FAR_BEHIND = 1 << 20;

export function endpointState(flags: number, direction: Direction): number {
  return (flags >> (STATE_BIT + 3 * direction)) & 7;
}

/** Tracks one segment of a looked-up row, at the table's `time` and `place`. Returns `EVENT` bits. */
export function trackTcp(table: FlowTable, row: number, view: PacketView): number {
  const flags = view.flags;
  const syn = flags & TCP_FLAG.syn;
  if (syn && startsAnew(table, row, view)) return EVENT.reopen;
  if (repeats(table, row, view)) return EVENT.duplicate;

  const words = table.words;
  const flagsAt = row * ROW_WORDS + FLAGS;
  const direction = table.direction;
  const own = endpointState(words[flagsAt], direction);
  let event = trackSequence(table, row, view, own);
  if (syn) trackSyn(table, row, flags);
  else if (own === ENDPOINT.inactive) setState(words, flagsAt, direction, ENDPOINT.partial);
  if (flags & TCP_FLAG.ack && !syn) trackAck(table, row, view);
  if (view.payloadWireLength > 0) {
    noteOnce(table, row, direction, NOTE.data);
    if (!(words[flagsAt] & (direction === ORIGINATOR ? FLAG.originatorData : FLAG.responderData))) markData(table, row);
    if (own === ENDPOINT.reset) event |= EVENT.dataAfterReset;
  } else if ((flags & (TCP_FLAG.ack | TCP_FLAG.syn | TCP_FLAG.fin | TCP_FLAG.rst)) === TCP_FLAG.ack) {
    noteOnce(table, row, direction, NOTE.ack);
    if (view.window === 0) noteOnce(table, row, direction, NOTE.zeroWindow);
  }
  if (flags & (TCP_FLAG.fin | TCP_FLAG.rst)) event |= trackEnd(table, row, flags);
  return event;
}

/** From SYN to the originator's ACK, in ns; undefined when a part of the handshake was resent or not seen. */
export function handshakeRtt(table: FlowTable, row: number): number | undefined {
  if (table.words[row * ROW_WORDS + FLAGS] & FLAG.handshakeResent) return undefined;
  const syn = table.event(row, SYN);
  const done = table.event(row, HANDSHAKE_DONE);
  return syn && done ? done.time - syn.time : undefined;
}

/** A SYN on a known tuple opens a new flow when that one is over, or when it has another initial sequence number. */
function startsAnew(table: FlowTable, row: number, view: PacketView): boolean {
  if (table.opened || view.flags & TCP_FLAG.ack) return false;
  const at = row * ROW_WORDS;
  const flags = table.words[at + FLAGS];
  const own = endpointState(flags, table.direction);
  // The SYN of a flow whose later packets were captured first belongs to that flow.
  if (own === ENDPOINT.inactive || own === ENDPOINT.partial) return (flags & FLAG.closed) !== 0;
  if (((view.sequence + 1) | 0) === table.words[at + FIRST_SEQUENCE + table.direction]) return false;
  const ahead = (view.sequence - table.words[at + NEXT_SEQUENCE + table.direction]) | 0;
  return (flags & FLAG.closed) !== 0 || own === ENDPOINT.synSent || ahead >= 0 || ahead < -FAR_BEHIND;
}

/** Same IP identification, sequence numbers, flags and length as this side's packet before, within a millisecond. */
function repeats(table: FlowTable, row: number, view: PacketView): boolean {
  if (view.identification <= 0) return false;
  const { sequence, acknowledgement, identification, payloadWireLength, flags } = view;
  const signature = table.kernel.segmentSignature(sequence, acknowledgement, identification, payloadWireLength, flags);
  const at = row * ROW_WORDS + SIGNATURE + table.direction;
  if (table.words[at] !== signature) {
    table.words[at] = signature;
    return false;
  }
  return Math.abs(table.time - table.numbers[row * ROW_NUMBERS + LAST_TIME]) < DUPLICATE_WINDOW && !table.opened;
}

/** Advances the expected sequence number and tells new from old. One hole per side is remembered: a late segment fills it. */
function trackSequence(table: FlowTable, row: number, view: PacketView, own: number): number {
  const words = table.words;
  const at = row * ROW_WORDS + table.direction;
  const syn = view.flags & TCP_FLAG.syn ? 1 : 0;
  const sequence = view.sequence | 0;
  const span = view.payloadWireLength + syn + (view.flags & TCP_FLAG.fin ? 1 : 0);
  const end = (sequence + span) | 0;
  if (own === ENDPOINT.inactive) {
    words[at + NEXT_SEQUENCE] = end;
    words[at + FIRST_SEQUENCE] = (sequence + syn) | 0;
    return 0;
  }
  const next = words[at + NEXT_SEQUENCE];
  if (((end - next) | 0) > 0) {
    words[at + NEXT_SEQUENCE] = end;
    if (((sequence - next) | 0) > 0 && !(view.flags & TCP_FLAG.rst)) {
      words[at + HOLE_START] = next;
      words[at + HOLE_END] = sequence;
      noteOnce(table, row, table.direction, NOTE.gap);
    }
    return 0;
  }
  if (span === 0) return 0;
  if (syn) {
    words[row * ROW_WORDS + FLAGS] |= FLAG.handshakeResent;
    return EVENT.synResent;
  }
  return trackOld(table, row, view, next, end);
}

/** A segment whose bytes are all below the expected sequence number: late, a keep-alive, or sent again. */
function trackOld(table: FlowTable, row: number, view: PacketView, next: number, end: number): number {
  const words = table.words;
  const at = row * ROW_WORDS + table.direction;
  const sequence = view.sequence | 0;
  const length = view.payloadWireLength;
  const holeStart = words[at + HOLE_START];
  const holeEnd = words[at + HOLE_END];
  if (holeStart !== holeEnd && ((sequence - holeStart) | 0) >= 0 && ((end - holeEnd) | 0) <= 0) {
    if (sequence === holeStart) words[at + HOLE_START] = end;
    return 0;
  }
  // One byte just below the expected sequence number is a keep-alive (RFC 9293 3.8.4).
  if (length === 0 || (length === 1 && sequence === ((next - 1) | 0))) return 0;
  const count = ++words[at + RETRANSMISSIONS];
  // Zeek notes `t` at 1, 10, 100 … retransmissions.
  if (count === 1) noteOnce(table, row, table.direction, NOTE.retransmission);
  else if (Math.log10(count) % 1 === 0) table.note(row, letter(NOTE.retransmission, table.direction));
  return sequence === words[at + FIRST_SEQUENCE] ? EVENT.firstDataResent : 0;
}

function trackSyn(table: FlowTable, row: number, flags: number): void {
  const answer = (flags & TCP_FLAG.ack) !== 0;
  const direction = table.direction;
  const flagsAt = row * ROW_WORDS + FLAGS;
  noteOnce(table, row, direction, answer ? NOTE.handshake : NOTE.syn);
  markOnce(table, row, answer ? SYN_ACK : SYN);
  if (!answer) table.words[flagsAt] &= ~FLAG.midStream;
  if (endpointState(table.words[flagsAt], direction) > ENDPOINT.partial) return;
  setState(table.words, flagsAt, direction, answer ? ENDPOINT.synAckSent : ENDPOINT.synSent);
}

function trackAck(table: FlowTable, row: number, view: PacketView): void {
  const words = table.words;
  const flagsAt = row * ROW_WORDS + FLAGS;
  const flags = words[flagsAt];
  const direction = table.direction;
  const other = direction === ORIGINATOR ? RESPONDER : ORIGINATOR;
  if (
    direction === ORIGINATOR &&
    endpointState(flags, RESPONDER) === ENDPOINT.synAckSent &&
    !(view.flags & TCP_FLAG.rst)
  ) {
    markOnce(table, row, HANDSHAKE_DONE);
    setState(words, flagsAt, RESPONDER, ENDPOINT.established);
    if (endpointState(flags, ORIGINATOR) < ENDPOINT.established)
      setState(words, flagsAt, ORIGINATOR, ENDPOINT.established);
  }
  const acked = other === ORIGINATOR ? FLAG.originatorDataAcked : FLAG.responderDataAcked;
  if (flags & acked || !(flags & (other === ORIGINATOR ? FLAG.originatorData : FLAG.responderData))) return;
  const reached = (view.acknowledgement - words[row * ROW_WORDS + FIRST_SEQUENCE + other]) | 0;
  if (reached > 0) words[flagsAt] |= acked;
}

function trackEnd(table: FlowTable, row: number, flags: number): number {
  const words = table.words;
  const flagsAt = row * ROW_WORDS + FLAGS;
  const direction = table.direction;
  let event = 0;
  if (flags & TCP_FLAG.fin) {
    noteOnce(table, row, direction, NOTE.fin);
    markOnce(table, row, FIN + 2 * direction);
    if (endpointState(words[flagsAt], direction) < ENDPOINT.closed)
      setState(words, flagsAt, direction, ENDPOINT.closed);
  }
  if (flags & TCP_FLAG.rst) {
    event = EVENT.reset;
    noteOnce(table, row, direction, NOTE.reset);
    // An orderly end stays one: a RST behind both FINs answers a late segment.
    if (!(words[flagsAt] & FLAG.closed)) setState(words, flagsAt, direction, ENDPOINT.reset);
  }
  if (!(words[flagsAt] & FLAG.closed) && isOver(words[flagsAt])) {
    words[flagsAt] |= FLAG.closed;
    event |= EVENT.closed;
  }
  return event;
}

function isOver(flags: number): boolean {
  const originator = endpointState(flags, ORIGINATOR);
  const responder = endpointState(flags, RESPONDER);
  if (originator === ENDPOINT.reset || responder === ENDPOINT.reset) return true;
  return originator === ENDPOINT.closed && responder === ENDPOINT.closed;
}

function setState(words: Int32Array, flagsAt: number, direction: Direction, state: number): void {
  const shift = STATE_BIT + 3 * direction;
  words[flagsAt] = (words[flagsAt] & ~(7 << shift)) | (state << shift);
}

function markData(table: FlowTable, row: number): void {
  table.words[row * ROW_WORDS + FLAGS] |= table.direction === ORIGINATOR ? FLAG.originatorData : FLAG.responderData;
  table.mark(row, DATA + 2 * table.direction);
}

function markOnce(table: FlowTable, row: number, event: number): void {
  if (table.events[row * ROW_EVENTS + event + 1] === 0) table.mark(row, event);
}

function noteOnce(table: FlowTable, row: number, direction: Direction, note: number): void {
  const at = row * ROW_WORDS + NOTED;
  const bit = 1 << (note + 16 * direction);
  if (table.words[at] & bit) return;
  table.words[at] |= bit;
  table.note(row, letter(note, direction));
}

function letter(note: number, direction: Direction): number {
  const code = LETTERS.charCodeAt(note);
  return direction === ORIGINATOR ? code - 32 : code;
}
