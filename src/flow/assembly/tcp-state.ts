/**
 * Follows a TCP flow packet by packet: Zeek's endpoint states and history letters, retransmissions, duplicates, and the frames
 * of the handshake. Names after Zeek's TCP analyzer and base/protocols/conn/main.zeek.
 */
import {
  DATA,
  FIN,
  FIRST_DATA_BYTES,
  FIRST_SEQUENCE,
  FLAG,
  FLAGS,
  HANDSHAKE_DONE,
  HOLE_END,
  HOLE_START,
  IDENTIFICATIONS,
  LAST_TIME,
  NEXT_SEQUENCE,
  NOTED,
  OPTIONS,
  OPTIONS_SEEN,
  PACKETS,
  RETRANSMISSIONS,
  SIGNATURE,
  SILENCE,
  SYN,
  SYN_ACK,
} from '../row-layout.ts';
import { ENDPOINT, EVENT, NOTE } from '../tcp-words.ts';
import { appendHistory, markOnce, noteOnce, number, rowAt, setHalf, setWord, word } from './row.ts';

/** TCP flag bits (RFC 9293 3.1). */
export const FIN_FLAG: i32 = 1;
export const SYN_FLAG: i32 = 2;
export const RST_FLAG: i32 = 4;
export const ACK_FLAG: i32 = 16;

/** Copies of a packet (span port, `-i any`) follow within this time, ns. */
const DUPLICATE_WINDOW: f64 = 1e6;

/** A SYN this far behind the expected sequence number is a new flow rather than an old segment. */
const FAR_BEHIND: i32 = 1 << 20;

/**
 * Tracks a segment of flow `index` with `length` bytes of payload on the wire, at `time` and `place`. `opened` says that it is the
 * flow's first packet. `identification` is that of IPv4; not above 0 where there is none. Returns `EVENT` bits.
 */
export function trackTcp(
  index: i32,
  direction: i32,
  flags: i32,
  sequence: i32,
  acknowledgement: i32,
  window: i32,
  length: u32,
  identification: i32,
  time: f64,
  place: f64,
  opened: bool,
): i32 {
  const row = rowAt(index);
  const syn = flags & SYN_FLAG;
  if (syn && !opened && !(flags & ACK_FLAG) && startsAnew(row, direction, sequence)) return EVENT.reopen;
  if (identification > 0) {
    const signature = segmentSignature(sequence, acknowledgement, identification, length, flags);
    if (word(row, SIGNATURE + direction) !== signature) setWord(row, SIGNATURE + direction, signature);
    else if (Math.abs(time - number(row, LAST_TIME)) < DUPLICATE_WINDOW && !opened) return EVENT.duplicate;
  }
  // A forged RST is told by a number that is not of its sender's row of numbers.
  if (!(flags & RST_FLAG)) setHalf(row, IDENTIFICATIONS, direction, identification > 0 ? identification : 0);
  const own = endpointState(word(row, FLAGS), direction);
  const isNew = sequence + <i32>length - word(row, NEXT_SEQUENCE + direction) > 0;
  let event = trackSequence(index, direction, flags, sequence, length, own);
  event |= trackSilence(row, direction, length > 1 && !isNew, time);
  if (syn) {
    trackSyn(index, direction, flags, time, place);
    if (word(row, OPTIONS + direction) === 0) {
      setWord(row, OPTIONS + direction, OPTIONS_SEEN);
      event |= EVENT.handshake;
    }
  }
  else {
    if (own === ENDPOINT.inactive) setState(row, direction, ENDPOINT.partial);
    if (flags & ACK_FLAG) event |= trackAck(index, direction, flags, acknowledgement, time, place);
  }
  if (length > 0) {
    noteOnce(index, direction, NOTE.data);
    const bit = FLAG.originatorData << direction;
    if (!(word(row, FLAGS) & bit)) {
      setWord(row, FLAGS, word(row, FLAGS) | bit);
      markOnce(index, DATA + 2 * direction, time, place);
      setHalf(row, FIRST_DATA_BYTES, direction, length < 0xffff ? <i32>length : 0xffff);
    }
    // A copy of what came before the RST, as a span port makes it of both sides of a firewall, proves nothing.
    if (own === ENDPOINT.reset && isNew) event |= EVENT.dataAfterReset;
  } else if ((flags & (ACK_FLAG | SYN_FLAG | FIN_FLAG | RST_FLAG)) === ACK_FLAG) {
    noteOnce(index, direction, NOTE.ack);
    if (window === 0) noteOnce(index, direction, NOTE.zeroWindow);
    if (isOrderlyEnd(word(row, FLAGS))) event |= EVENT.over;
  }
  if (flags & (FIN_FLAG | RST_FLAG)) event |= trackEnd(index, direction, flags, time, place);
  return event;
}

@inline
export function endpointState(flags: i32, direction: i32): i32 {
  return (flags >> (8 + 3 * direction)) & 7;
}

@inline
function setState(row: usize, direction: i32, state: i32): void {
  const shift = 8 + 3 * direction;
  setWord(row, FLAGS, (word(row, FLAGS) & ~(7 << shift)) | (state << shift));
}

/** A SYN on a known tuple opens a new flow when that one is over, or when it has another initial sequence number. */
function startsAnew(row: usize, direction: i32, sequence: i32): bool {
  const flags = word(row, FLAGS);
  const own = endpointState(flags, direction);
  const closed = (flags & FLAG.closed) !== 0;
  // The SYN of a flow whose later packets were captured first belongs to that flow.
  if (own === ENDPOINT.inactive || own === ENDPOINT.partial) return closed;
  if (sequence + 1 === word(row, FIRST_SEQUENCE + direction)) return false;
  const ahead = sequence - word(row, NEXT_SEQUENCE + direction);
  return closed || own === ENDPOINT.synSent || ahead >= 0 || ahead < -FAR_BEHIND;
}

/** What a copy of a segment has in common with it. */
@inline
function segmentSignature(sequence: i32, acknowledgement: i32, identification: i32, length: u32, flags: i32): i32 {
  const numbers = (sequence * <i32>0x9e3779b1) ^ (acknowledgement * <i32>0x85ebca77);
  return numbers ^ (identification << 8) ^ (<i32>length << 4) ^ flags;
}

/** Advances the expected sequence number and tells new from old. One hole per side is remembered: a late segment fills it. */
@inline
function trackSequence(index: i32, direction: i32, flags: i32, sequence: i32, length: u32, own: i32): i32 {
  const row = rowAt(index);
  const syn = (flags & SYN_FLAG) >> 1;
  const span = <i32>length + syn + (flags & FIN_FLAG);
  const end = sequence + span;
  if (own === ENDPOINT.inactive) {
    setWord(row, NEXT_SEQUENCE + direction, end);
    setWord(row, FIRST_SEQUENCE + direction, sequence + syn);
    return 0;
  }
  const next = word(row, NEXT_SEQUENCE + direction);
  if (end - next > 0) {
    // A RST brings nothing, and a forged one guesses its number.
    if (flags & RST_FLAG) return 0;
    setWord(row, NEXT_SEQUENCE + direction, end);
    if (sequence - next > 0) {
      setWord(row, HOLE_START + direction, next);
      setWord(row, HOLE_END + direction, sequence);
      noteOnce(index, direction, NOTE.gap);
    }
    return 0;
  }
  if (span === 0) return 0;
  if (syn) {
    setWord(row, FLAGS, word(row, FLAGS) | FLAG.handshakeResent);
    return EVENT.synResent;
  }
  return trackOld(index, direction, sequence, length, next, end);
}

/** Who ends a silence waits for an answer; what is sent again after so long (`old`) was never answered: its side was not quiet, it waits. */
@inline
function trackSilence(row: usize, direction: i32, old: bool, time: f64): i32 {
  const before = word(row, FLAGS);
  const waits = before & (FLAG.originatorWaits | FLAG.responderWaits);
  if (waits === FLAG.originatorWaits << direction) return EVENT.unheard;
  const silence = time - number(row, LAST_TIME) > <f64>SILENCE && word(row, PACKETS) > 0 && word(row, PACKETS + 1) > 0;
  if (!silence && waits === 0) return 0;
  const next = silence && !old ? FLAG.originatorWaits << direction : 0;
  setWord(row, FLAGS, (before & ~(FLAG.originatorWaits | FLAG.responderWaits)) | next);
  return silence ? EVENT.silence : 0;
}

/** A segment whose bytes are all below the expected sequence number: late, a keep-alive, or sent again. */
function trackOld(index: i32, direction: i32, sequence: i32, length: u32, next: i32, end: i32): i32 {
  const row = rowAt(index);
  const holeStart = word(row, HOLE_START + direction);
  const holeEnd = word(row, HOLE_END + direction);
  if (holeStart !== holeEnd && sequence - holeStart >= 0 && end - holeEnd <= 0) {
    if (sequence === holeStart) setWord(row, HOLE_START + direction, end);
    return 0;
  }
  // One byte just below the expected sequence number is a keep-alive (RFC 9293 3.8.4).
  if (length === 0 || (length === 1 && sequence === next - 1)) return 0;
  const count = word(row, RETRANSMISSIONS + direction) + 1;
  setWord(row, RETRANSMISSIONS + direction, count);
  // Zeek notes `t` at 1, 10, 100 … retransmissions.
  if (count === 1) noteOnce(index, direction, NOTE.retransmission);
  else if (isPowerOfTen(count)) appendHistory(index, direction, NOTE.retransmission);
  setWord(row, FLAGS, word(row, FLAGS) | (FLAG.originatorResends << direction));
  return EVENT.dataResent | (sequence === word(row, FIRST_SEQUENCE + direction) ? EVENT.firstDataResent : 0);
}

function isPowerOfTen(count: i32): bool {
  while (count % 10 === 0) count /= 10;
  return count === 1;
}

function trackSyn(index: i32, direction: i32, flags: i32, time: f64, place: f64): void {
  const row = rowAt(index);
  const answer = (flags & ACK_FLAG) !== 0;
  noteOnce(index, direction, answer ? NOTE.handshake : NOTE.syn);
  markOnce(index, answer ? SYN_ACK : SYN, time, place);
  if (!answer) setWord(row, FLAGS, word(row, FLAGS) & ~FLAG.midStream);
  if (endpointState(word(row, FLAGS), direction) > ENDPOINT.partial) return;
  setState(row, direction, answer ? ENDPOINT.synAckSent : ENDPOINT.synSent);
}

@inline
function trackAck(index: i32, direction: i32, flags: i32, acknowledgement: i32, time: f64, place: f64): i32 {
  const row = rowAt(index);
  const before = word(row, FLAGS);
  if (direction === 0 && endpointState(before, 1) === ENDPOINT.synAckSent && !(flags & RST_FLAG)) {
    markOnce(index, HANDSHAKE_DONE, time, place);
    setState(row, 1, ENDPOINT.established);
    if (endpointState(before, 0) < ENDPOINT.established) setState(row, 0, ENDPOINT.established);
  }
  const other = 1 - direction;
  const acked = FLAG.originatorDataAcked << other;
  const event = before & (FLAG.originatorResends << other) ? EVENT.acknowledged : 0;
  if (before & acked || !(before & (FLAG.originatorData << other))) return event;
  if (acknowledgement - word(row, FIRST_SEQUENCE + other) <= 0) return event | EVENT.unacknowledged;
  setWord(row, FLAGS, word(row, FLAGS) | acked);
  return event;
}

function trackEnd(index: i32, direction: i32, flags: i32, time: f64, place: f64): i32 {
  const row = rowAt(index);
  let event = 0;
  if (flags & FIN_FLAG) {
    noteOnce(index, direction, NOTE.fin);
    markOnce(index, FIN + 2 * direction, time, place);
    if (endpointState(word(row, FLAGS), direction) < ENDPOINT.closed) setState(row, direction, ENDPOINT.closed);
  }
  if (flags & RST_FLAG) {
    event = EVENT.reset;
    noteOnce(index, direction, NOTE.reset);
    // An orderly end stays one: a RST behind both FINs answers a late segment.
    if (!(word(row, FLAGS) & FLAG.closed)) setState(row, direction, ENDPOINT.reset);
  }
  const state = word(row, FLAGS);
  if (isOver(state)) setWord(row, FLAGS, state | FLAG.closed);
  return event;
}

/** Of a flow that was not judged for it yet. */
@inline
function isOrderlyEnd(flags: i32): bool {
  if ((flags & (FLAG.closed | FLAG.settled)) !== FLAG.closed) return false;
  return endpointState(flags, 0) === ENDPOINT.closed && endpointState(flags, 1) === ENDPOINT.closed;
}

function isOver(flags: i32): bool {
  const originator = endpointState(flags, 0);
  const responder = endpointState(flags, 1);
  if (originator === ENDPOINT.reset || responder === ENDPOINT.reset) return true;
  return originator === ENDPOINT.closed && responder === ENDPOINT.closed;
}
