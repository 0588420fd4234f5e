/**
 * The kernel: what is done for every plain packet, in AssemblyScript, on the memory of the flow table (`../memory-map.ts`).
 * `bin/build.js` compiles it to WebAssembly. Measured on 5 million small packets of 20 000 flows (Node 20, 2 cores): a loop that reads
 * the headers, finds the flow and counts takes 0.15 s so, and 0.38 s in JavaScript.
 *
 * Plain is an Ethernet frame that the snaplen did not cut, with TCP or UDP over IPv4 without options or fragments, of a flow that is
 * in the table; but no SYN that opens a new flow on an old tuple, no datagram that comes a minute after the last, whose two lengths
 * differ, or which may be a tunnel's. All else is left to the long way (`engine/intake.ts`), which decodes a packet in JavaScript and tracks it here too.
 */
import { HEADERS, RESULTS } from '../memory-map.ts';
import { OUTCOME, RESULT } from '../outcome.ts';
import {
  BYTES,
  FLAG,
  FLAGS,
  HOP_LIMIT,
  LAST_PLACE,
  LAST_TIME,
  PACKETS,
  PASSED,
  PLACES,
  UDP_IDLE,
} from '../row-layout.ts';
import { ENDPOINT, EVENT } from '../tcp-words.ts';
import { number, rowAt, setNumber, setWord, word } from './row.ts';
import { endpointState, SYN_FLAG, trackTcp } from './tcp-state.ts';
import { findIpv4, foldAddress, setMask, setSeed, tupleHash } from './tuple.ts';

export { findIpv4, foldAddress, setMask, setSeed, trackTcp, tupleHash };

const ETHERNET_HEADER: i32 = 14;
const IPV4_HEADER: i32 = 20;
const UDP_HEADER: i32 = 8;
const HOP_LIMIT_OFFSET: usize = 8;
const TCP: i32 = 6;
const UDP: i32 = 17;

// A pcap record's header.
const RECORD_HEADER: i32 = 16;
const SUBSECONDS: usize = 4;
const CAPTURED: usize = 8;
const WIRE: usize = 12;
// Ports of VXLAN, VXLAN-GPE and GENEVE (`wire/udp-header.ts`): the packets of a tunnel are of the flows inside.
const VXLAN: i32 = 4789;
const VXLAN_GPE: i32 = 4790;
const GENEVE: i32 = 6081;

/** A longer record is a corrupt length (`capture/pcap.ts`). */
const LONGEST: u32 = 262_144;

@inline
function tell(result: i32, value: f64): void {
  store<f64>(RESULTS + (<usize>result << 3), value);
}

/** Two bytes of a header. */
@inline
function half(at: usize, offset: usize): i32 {
  return <i32>bswap<u16>(load<u16>(at + offset));
}

/** The sixteen bytes at an address as four words, each big-endian. */
@inline
function words(at: usize): v128 {
  return v128.shuffle<u8>(v128.load(at), v128.load(at), 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

/**
 * Tracks and counts the frame of `length` bytes whose headers are at `at`, where it is plain, and says what became of it (`OUTCOME`). Of
 * one to be visited more is told at `RESULTS`.
 */
@inline
export function take(at: usize, length: i32, time: f64, place: f64): i32 {
  const ip = at + ETHERNET_HEADER;
  if (length < HEADERS) return OUTCOME.left;
  // In memory order: the type of IPv4, a header without options, no fragment.
  const isPlain = (load<u32>(at, 12) & 0xffffff) === 0x450008 && (load<u16>(ip, 6) & 0xff3f) === 0;
  if (!isPlain) return OUTCOME.left;
  const total = half(ip, 2);
  const protocol = <i32>load<u8>(ip, 9);
  if (total > length - ETHERNET_HEADER || (protocol !== TCP && protocol !== UDP)) return OUTCOME.left;
  const udp = <i32>(protocol === UDP);
  const tuple = words(ip + 12);
  // Which protocol comes next cannot be predicted: the row is on its way to the core before the branch is taken.
  const found = findIpv4(
    v128.extract_lane<i32>(tuple, 0),
    v128.extract_lane<i32>(tuple, 1),
    v128.extract_lane<i32>(tuple, 2),
    udp * FLAG.udp,
  );
  if (found < 0) return OUTCOME.left;
  return udp ? takeUdp(ip, total, found, time, place) : takeTcp(ip, total, found, time, place);
}

@inline
function takeTcp(ip: usize, total: i32, found: i32, time: f64, place: f64): i32 {
  const tcp = ip + IPV4_HEADER;
  const header = <i32>load<u8>(tcp, 12) >> 4;
  const payload = total - IPV4_HEADER - (header << 2);
  if (payload < 0 || header < 5) return OUTCOME.left;
  const index = found >> 1;
  const direction = found & 1;
  const numbers = words(tcp + 4);
  const sequence = v128.extract_lane<i32>(numbers, 0);
  const tcpFlags = <i32>load<u8>(tcp, 13);
  const event = trackTcp(
    index,
    direction,
    tcpFlags,
    sequence,
    v128.extract_lane<i32>(numbers, 1),
    <i32>load<u16>(tcp, 14),
    payload,
    half(ip, 4),
    time,
    place,
    false,
  );
  if (event & (EVENT.reopen | EVENT.duplicate)) return event & EVENT.reopen ? OUTCOME.left : OUTCOME.duplicate;
  const row = rowAt(index);
  const previousTime = number(row, LAST_TIME);
  const previousPlace = number(row, LAST_PLACE);
  const flags = count(index, direction, payload, <i32>load<u8>(ip, HOP_LIMIT_OFFSET), time, place);
  // A SYN takes a sequence number of its own (RFC 9293 3.4).
  const syn = (tcpFlags & SYN_FLAG) >> 1;
  const wanted = payload > 0 && flags & FLAG.wanted && !isPassed(row, direction, flags, sequence + syn + payload);
  if (event === 0 && !wanted) return OUTCOME.counted;
  tell(RESULT.previousTime, previousTime);
  tell(RESULT.previousPlace, previousPlace);
  return visit(index, direction, event, flags);
}

/** All in front of the sequence number `end` was passed over by the probe. */
@inline
function isPassed(row: usize, direction: i32, flags: i32, end: i32): bool {
  return (flags & (FLAG.passedOriginator << direction)) !== 0 && end - word(row, PASSED + direction) <= 0;
}

@inline
function takeUdp(ip: usize, total: i32, found: i32, time: f64, place: f64): i32 {
  // A length that the two headers disagree on is not plain.
  const payload = total - IPV4_HEADER - UDP_HEADER;
  if (half(ip, IPV4_HEADER + 4) !== total - IPV4_HEADER || payload < 0) return OUTCOME.left;
  const port = half(ip, IPV4_HEADER + 2);
  if (port === VXLAN || port === VXLAN_GPE || port === GENEVE) return OUTCOME.left;
  const index = found >> 1;
  const direction = found & 1;
  const row = rowAt(index);
  if (time - number(row, LAST_TIME) > <f64>UDP_IDLE) return OUTCOME.left;
  const flags = count(index, direction, payload, <i32>load<u8>(ip, HOP_LIMIT_OFFSET), time, place);
  return payload > 0 && flags & FLAG.wanted ? visit(index, direction, 0, flags) : OUTCOME.counted;
}

/** Counts a packet with `payload` bytes on the wire, and returns the row's flags before it; a flow that was settled is open again. */
export function count(index: i32, direction: i32, payload: u32, hopLimit: i32, time: f64, place: f64): i32 {
  const row = rowAt(index);
  const packets = word(row, PACKETS + direction);
  if (packets === 0) setWord(row, HOP_LIMIT, word(row, HOP_LIMIT) | (hopLimit << (8 * direction)));
  setWord(row, PACKETS + direction, packets + 1);
  setNumber(row, BYTES + direction, number(row, BYTES + direction) + <f64>payload);
  setNumber(row, LAST_TIME, time);
  setNumber(row, LAST_PLACE, place);
  const flags = word(row, FLAGS);
  if (endpointState(flags, direction) !== ENDPOINT.reset) store<u8>(row + (HOP_LIMIT << 2) + 2 + direction, <u8>hopLimit);
  if (flags & FLAG.settled) setWord(row, FLAGS, flags & ~FLAG.settled);
  return flags;
}

@inline
function visit(index: i32, direction: i32, event: i32, flags: i32): i32 {
  tell(RESULT.row, <f64>index);
  tell(RESULT.direction, <f64>direction);
  tell(RESULT.event, <f64>event);
  tell(RESULT.flags, <f64>flags);
  return OUTCOME.visit;
}

/**
 * Takes records of a little-endian pcap file of Ethernet frames from `at` on: up to and with the first that is to be visited, or up to
 * the first that is not plain, is cut, reaches beyond `end`, or is not of a time (ns since `seconds` and `nanoseconds`) in
 * [from, to). Returns where it stands. With `limit` frames taken, one later than `due` is left too. A subsecond has `scale` ns;
 * `place` is that of the frame before.
 */
export function takeRecords(
  at: usize,
  end: usize,
  seconds: f64,
  nanoseconds: f64,
  scale: f64,
  from: f64,
  to: f64,
  due: f64,
  limit: i32,
  place: f64,
): usize {
  let frames = 0;
  let duplicates = 0;
  let bytes: f64 = 0;
  let latest: f64 = -Infinity;
  let stop = OUTCOME.left;
  while (at + RECORD_HEADER <= end) {
    const length = load<u32>(at, CAPTURED);
    if (load<u32>(at, WIRE) !== length || length > LONGEST || length > <u32>(end - at - RECORD_HEADER)) break;
    const time = (<f64>load<u32>(at) - seconds) * 1e9 + (<f64>load<u32>(at, SUBSECONDS) * scale - nanoseconds);
    if (!(time >= from && time < to) || (time > due && frames >= limit)) break;
    place += <f64>PLACES;
    const outcome = take(at + RECORD_HEADER, <i32>length, time, place);
    if (outcome === OUTCOME.left) break;
    frames++;
    bytes += <f64>length;
    if (time > latest) latest = time;
    at += RECORD_HEADER + length;
    if (outcome === OUTCOME.duplicate) duplicates++;
    if (outcome !== OUTCOME.visit) continue;
    tell(RESULT.time, time);
    tell(RESULT.length, <f64>length);
    stop = OUTCOME.visit;
    break;
  }
  tell(RESULT.frames, <f64>frames);
  tell(RESULT.duplicates, <f64>duplicates);
  tell(RESULT.wireBytes, bytes);
  tell(RESULT.latest, latest);
  tell(RESULT.stop, <f64>stop);
  return at;
}
