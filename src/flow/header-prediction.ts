/**
 * Header prediction (Van Jacobson): the next segment or datagram of a flow that is under way, with no payload that a probe wants, is
 * counted straight from the frame, without walking its layers. Whatever is not exactly that is left to the long way, which
 * counts the same things: `test/flow/header-prediction.test.ts` holds the two against each other.
 *
 * Measured on 5 million small packets over 20 000 flows, reading and engine, best of three in turns: 1.6 s with it, 2.0 s without
 * (Node 20, 2 cores). On TLS flows there is no difference beyond the noise.
 */
import { RESPONDER } from './direction.ts';
import {
  BYTES,
  FIRST_SEQUENCE,
  FLAG,
  FLAGS,
  LAST_PLACE,
  LAST_TIME,
  NEXT_SEQUENCE,
  NOTED,
  PACKETS,
  PASSED,
  ROW_NUMBERS,
  ROW_WORDS,
  SIGNATURE,
  UDP_IDLE,
} from './flow-row.ts';
import type { FlowTable } from './flow-table.ts';
import { ENDPOINT, endpointState, NOTE, segmentSignature } from './tcp-state.ts';
import { word } from './tuple-hash.ts';

const ETHERNET_HEADER = 14;
const IPV4_HEADER = 20;
const TCP_HEADER = 20;
const UDP_HEADER = 8;
/** Ethernet, IPv4 without options, TCP without options. */
const SHORTEST = ETHERNET_HEADER + IPV4_HEADER + TCP_HEADER;
const TCP = 6;
const UDP = 17;
const ACK = 0x10;
const PSH = 0x08;
/** A flow with any of these needs the long way. */
const BUSY = FLAG.settled | FLAG.closed;

/** True when the Ethernet frame `bytes[start, end)`, which the snaplen did not cut, was counted. Reads the table's `time` and `place`. */
export function countPredicted(table: FlowTable, bytes: Uint8Array, start: number, end: number): boolean {
  const ip = start + ETHERNET_HEADER;
  if (end - start < SHORTEST || bytes[ip] !== 0x45 || bytes[ip - 2] !== 0x08 || bytes[ip - 1] !== 0) return false;
  if (((bytes[ip + 6] & 0x3f) | bytes[ip + 7]) !== 0) return false;
  const length = (bytes[ip + 2] << 8) | bytes[ip + 3];
  if (length > end - ip) return false;
  const protocol = bytes[ip + 9];
  if (protocol === TCP) return predictTcp(table, bytes, ip, length);
  return protocol === UDP && predictUdp(table, bytes, ip, length);
}

function predictTcp(table: FlowTable, bytes: Uint8Array, ip: number, length: number): boolean {
  const tcp = ip + IPV4_HEADER;
  const flags = bytes[tcp + 13];
  if ((flags | PSH) !== (ACK | PSH)) return false;
  const payload = length - IPV4_HEADER - ((bytes[tcp + 12] >> 4) << 2);
  if (payload < 0 || bytes[tcp + 12] >> 4 < 5 || (bytes[tcp + 14] | bytes[tcp + 15]) === 0) return false;
  const row = table.findIpv4(word(bytes, ip + 12), word(bytes, ip + 16), word(bytes, tcp), 0);
  if (row < 0) return false;
  const words = table.words;
  const at = row * ROW_WORDS;
  const direction = table.direction;
  const sequence = word(bytes, tcp + 4);
  const state = words[at + FLAGS];
  if (state & BUSY || words[at + NEXT_SEQUENCE + direction] !== sequence || words[at + PACKETS + direction] === 0)
    return false;
  if (payload > 0 && state & FLAG.wanted && !isPassed(words, at, state, direction, (sequence + payload) | 0))
    return false;
  const note = payload > 0 ? NOTE.data : NOTE.ack;
  if (!(words[at + NOTED] & (1 << (note + 16 * direction))) || endpointState(state, RESPONDER) === ENDPOINT.synAckSent)
    return false;
  const acknowledgement = word(bytes, tcp + 8);
  if (acknowledgesFirst(words, at, state, 1 - direction, acknowledgement)) return false;
  const identification = (bytes[ip + 4] << 8) | bytes[ip + 5];
  if (identification > 0) {
    const signature = segmentSignature(sequence, acknowledgement, identification, payload, flags);
    if (words[at + SIGNATURE + direction] === signature) return false;
    words[at + SIGNATURE + direction] = signature;
  }
  words[at + NEXT_SEQUENCE + direction] = (sequence + payload) | 0;
  count(table, row, payload);
  return true;
}

/** All in front of the sequence number `end` was passed over by the probe. */
function isPassed(words: Int32Array, at: number, state: number, direction: number, end: number): boolean {
  const flag = direction === 0 ? FLAG.passedOriginator : FLAG.passedResponder;
  return (state & flag) !== 0 && ((end - words[at + PASSED + direction]) | 0) <= 0;
}

/** The first acknowledgement of a side's payload is an event of its own. */
function acknowledgesFirst(
  words: Int32Array,
  at: number,
  state: number,
  side: number,
  acknowledgement: number,
): boolean {
  const data = side === 0 ? FLAG.originatorData : FLAG.responderData;
  const acked = side === 0 ? FLAG.originatorDataAcked : FLAG.responderDataAcked;
  return (
    (state & data) !== 0 && (state & acked) === 0 && ((acknowledgement - words[at + FIRST_SEQUENCE + side]) | 0) > 0
  );
}

function predictUdp(table: FlowTable, bytes: Uint8Array, ip: number, length: number): boolean {
  const udp = ip + IPV4_HEADER;
  // A length that the two headers disagree on is not predicted, nor are the ports of tunnels.
  if (((bytes[udp + 4] << 8) | bytes[udp + 5]) !== length - IPV4_HEADER || length < IPV4_HEADER + UDP_HEADER)
    return false;
  const row = table.findIpv4(word(bytes, ip + 12), word(bytes, ip + 16), word(bytes, udp), FLAG.udp);
  if (row < 0) return false;
  const at = row * ROW_WORDS;
  if (table.words[at + FLAGS] & (BUSY | FLAG.wanted) || table.words[at + PACKETS + table.direction] === 0) return false;
  if (table.time - table.numbers[row * ROW_NUMBERS + LAST_TIME] > UDP_IDLE) return false;
  count(table, row, length - IPV4_HEADER - UDP_HEADER);
  return true;
}

function count(table: FlowTable, row: number, payload: number): void {
  const { words, numbers, direction } = table;
  const numbersAt = row * ROW_NUMBERS;
  words[row * ROW_WORDS + PACKETS + direction]++;
  numbers[numbersAt + BYTES + direction] += payload;
  numbers[numbersAt + LAST_TIME] = table.time;
  numbers[numbersAt + LAST_PLACE] = table.place;
}
