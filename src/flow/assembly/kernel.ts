/**
 * The kernel: what is done for every packet, in AssemblyScript, on the memory of the flow table (`../memory-map.ts`).
 * `bin/build.js` compiles it to WebAssembly, which runs this loop 2.5 times as fast as the same loop in JavaScript.
 */
import { HEADERS, SLOT_BYTES, SLOTS, WORDS } from '../memory-map.ts';
import {
  BYTES,
  CLOSED_FLAG,
  DATA_ACKED_BIT,
  DATA_BIT,
  FIRST_SEQUENCE,
  FLAGS,
  IPV6_FLAG,
  LAST_PLACE,
  LAST_TIME,
  NEXT_SEQUENCE,
  NOTE_ACK,
  NOTE_DATA,
  NOTED,
  PACKETS,
  PASSED,
  PASSED_BIT,
  PLACES,
  PORTS,
  RESPONDER_ADDRESS,
  ROW_WORDS,
  SETTLED_FLAG,
  SIGNATURE,
  STATE_BIT,
  SYN_ACK_SENT,
  UDP_FLAG,
  UDP_IDLE,
  WANTED_FLAG,
} from '../row-layout.ts';

const ETHERNET_HEADER: i32 = 14;
const IPV4_HEADER: i32 = 20;
const UDP_HEADER: i32 = 8;
const TCP: i32 = 6;
const UDP: i32 = 17;
const ACK: i32 = 0x10;
const PSH: i32 = 0x08;
/** A flow with any of these needs the long way. */
const BUSY: i32 = SETTLED_FLAG | CLOSED_FLAG;

/** A longer record is a corrupt length (`capture/pcap.ts`). */
const LONGEST: u32 = 262_144;
// A pcap record's header.
const RECORD_HEADER: i32 = 16;
const SUBSECONDS: usize = 4;
const CAPTURED: usize = 8;
const WIRE: usize = 12;

let seed: u64 = 0;
let mask: i32 = 0;

/** Call this before anything else. */
export function setSeed(value: i32): void {
  seed = <u64>(<u32>value) * 0xd1342543de82ef95;
}

/** Slots less one; a hash's first slot is `hash & mask`. */
export function setMask(value: i32): void {
  mask = value;
}

@inline
function word(row: usize, index: i32): i32 {
  return load<i32>(row + (<usize>index << 2));
}

@inline
function setWord(row: usize, index: i32, value: i32): void {
  store<i32>(row + (<usize>index << 2), value);
}

@inline
function number(row: usize, index: i32): f64 {
  return load<f64>(row + (<usize>index << 3));
}

@inline
function setNumber(row: usize, index: i32, value: f64): void {
  store<f64>(row + (<usize>index << 3), value);
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

@inline
function mix(value: u64): u64 {
  const product = (value ^ seed) * 0x9e3779b97f4a7c15;
  return product ^ (product >> 29);
}

/**
 * The hash of a 5-tuple: the same in both directions, and seeded, so that no capture can aim all its flows at one slot. `source` and
 * `destination` are an IPv4 address as a word, or an IPv6 address folded; `ports` is source << 16 | destination.
 */
@inline
export function tupleHash(source: i32, destination: i32, ports: i32, kind: i32): i32 {
  const one = ((<u64>(<u32>source)) << 16) | (<u64>((<u32>ports) >> 16));
  const other = ((<u64>(<u32>destination)) << 16) | (<u64>((<u32>ports) & 0xffff));
  const sum = (mix(one) + mix(other) + <u64>kind) * 0xbf58476d1ce4e5b9;
  return <i32>(sum >> 32);
}

/** What a copy of a segment has in common with it. */
@inline
export function segmentSignature(
  sequence: i32,
  acknowledgement: i32,
  identification: i32,
  length: i32,
  flags: i32,
): i32 {
  const numbers = (sequence * <i32>0x9e3779b1) ^ (acknowledgement * <i32>0x85ebca77);
  return numbers ^ (identification << 8) ^ (length << 4) ^ flags;
}

/**
 * The row of an IPv4 flow << 1 | direction of the packet, or -1. Addresses are big-endian words, `ports` is source << 16 |
 * destination.
 */
@inline
export function findIpv4(source: i32, destination: i32, ports: i32, kind: i32): i32 {
  const hash = tupleHash(source, destination, ports, kind);
  let slot = hash & mask;
  while (true) {
    const entry = <usize>(SLOTS + slot * SLOT_BYTES);
    const index = load<i32>(entry) - 1;
    if (index < 0) return -1;
    slot = (slot + 1) & mask;
    if (load<i32>(entry, 4) !== hash) continue;
    const row = rowAt(index);
    // 0 when the packet goes the originator's way, else 1, and no branch: which way a packet goes cannot be predicted.
    const differs = (word(row, 3) ^ source) | (word(row, PORTS) ^ ports);
    const direction = (differs | -differs) >>> 31;
    const turn = direction << 4;
    const same =
      (word(row, 3 + RESPONDER_ADDRESS * direction) ^ source) |
      (word(row, 3 + RESPONDER_ADDRESS - RESPONDER_ADDRESS * direction) ^ destination) |
      (word(row, PORTS) ^ ((ports >>> turn) | (ports << turn))) |
      ((word(row, FLAGS) & (UDP_FLAG | IPV6_FLAG)) ^ kind);
    if (same === 0) return (index << 1) | direction;
  }
}

@inline
function rowAt(index: i32): usize {
  return <usize>(WORDS + index * ROW_WORDS * 4);
}

/**
 * Header prediction (Van Jacobson): the next segment or datagram of a flow that is under way, with no payload that a probe wants, is
 * counted straight from the frame, without walking its layers. Whatever is not exactly that is left to the long way, which
 * counts the same things: `test/flow/header-prediction.test.ts` holds the two against each other.
 *
 * True when the Ethernet frame at `at`, of `length` bytes that the snaplen did not cut, was counted.
 */
@inline
export function predict(at: usize, length: i32, time: f64, place: f64): bool {
  const ip = at + ETHERNET_HEADER;
  // In memory order: the type of IPv4, a header without options, no fragment.
  if (length < HEADERS || (load<u32>(at, 12) & 0xffffff) !== 0x450008 || (load<u16>(ip, 6) & 0xff3f) !== 0) return false;
  const total = half(ip, 2);
  if (total > length - ETHERNET_HEADER) return false;
  const protocol = <i32>load<u8>(ip, 9);
  if (protocol !== TCP && protocol !== UDP) return false;
  const kind = <i32>(protocol === UDP);
  const tuple = words(ip + 12);
  const found = findIpv4(v128.extract_lane<i32>(tuple, 0), v128.extract_lane<i32>(tuple, 1), v128.extract_lane<i32>(tuple, 2), kind * UDP_FLAG);
  if (found < 0) return false;
  const direction = found & 1;
  const row = rowAt(found >> 1);
  return kind === 0
    ? predictTcp(ip, total, row, direction, time, place)
    : predictUdp(ip, total, row, direction, time, place);
}

@inline
function predictTcp(ip: usize, total: i32, row: usize, direction: i32, time: f64, place: f64): bool {
  const tcp = ip + IPV4_HEADER;
  const flags = <i32>load<u8>(tcp, 13);
  if ((flags | PSH) !== (ACK | PSH)) return false;
  const header = <i32>load<u8>(tcp, 12) >> 4;
  const payload = total - IPV4_HEADER - (header << 2);
  if (payload < 0 || header < 5 || load<u16>(tcp, 14) === 0) return false;
  const numbers = words(tcp + 4);
  const sequence = v128.extract_lane<i32>(numbers, 0);
  const acknowledgement = v128.extract_lane<i32>(numbers, 1);
  const end = sequence + payload;
  if (word(row, NEXT_SEQUENCE + direction) !== sequence || !isUnderWay(row, direction, acknowledgement, payload, end))
    return false;
  const identification = half(ip, 4);
  if (identification > 0) {
    const signature = segmentSignature(sequence, acknowledgement, identification, payload, flags);
    if (word(row, SIGNATURE + direction) === signature) return false;
    setWord(row, SIGNATURE + direction, signature);
  }
  setWord(row, NEXT_SEQUENCE + direction, end);
  count(row, direction, payload, time, place);
  return true;
}

/** A segment up to `end` changes nothing of the flow's state, and no probe wants its payload. */
@inline
function isUnderWay(row: usize, direction: i32, acknowledgement: i32, payload: i32, end: i32): bool {
  const state = word(row, FLAGS);
  if (state & BUSY || word(row, PACKETS + direction) === 0) return false;
  if (payload > 0 && state & WANTED_FLAG) {
    // All in front of `PASSED` was passed over by the probe.
    if (!(state & (1 << (PASSED_BIT + direction))) || end - word(row, PASSED + direction) > 0) return false;
  }
  const note = (payload > 0 ? NOTE_DATA : NOTE_ACK) + 16 * direction;
  if (!(word(row, NOTED) & (1 << note)) || ((state >> (STATE_BIT + 3)) & 7) === SYN_ACK_SENT) return false;
  // The first acknowledgement of a side's payload is an event of its own.
  const side = 1 - direction;
  const waits = state & (1 << (DATA_BIT + side)) && !(state & (1 << (DATA_ACKED_BIT + side)));
  return !waits || acknowledgement - word(row, FIRST_SEQUENCE + side) <= 0;
}

@inline
function predictUdp(ip: usize, total: i32, row: usize, direction: i32, time: f64, place: f64): bool {
  const udp = ip + IPV4_HEADER;
  // A length that the two headers disagree on is not predicted.
  if (half(udp, 4) !== total - IPV4_HEADER || total < IPV4_HEADER + UDP_HEADER) return false;
  if (word(row, FLAGS) & (BUSY | WANTED_FLAG) || word(row, PACKETS + direction) === 0) return false;
  if (time - number(row, LAST_TIME) > <f64>UDP_IDLE) return false;
  count(row, direction, total - IPV4_HEADER - UDP_HEADER, time, place);
  return true;
}

@inline
function count(row: usize, direction: i32, payload: i32, time: f64, place: f64): void {
  setWord(row, PACKETS + direction, word(row, PACKETS + direction) + 1);
  setNumber(row, BYTES + direction, number(row, BYTES + direction) + <f64>payload);
  setNumber(row, LAST_TIME, time);
  setNumber(row, LAST_PLACE, place);
}

let frames: i32 = 0;
let bytes: f64 = 0;
let latest: f64 = 0;

/** Frames that the last `predictRecords` counted, their bytes, and the latest of their times. */
export function framesCounted(): i32 {
  return frames;
}

export function bytesCounted(): f64 {
  return bytes;
}

export function latestCounted(): f64 {
  return latest;
}

/**
 * Counts records of a little-endian pcap file of Ethernet frames from `at` on, up to the first that cannot be predicted, is cut,
 * reaches beyond `end`, or is not of a time (ns since `seconds` and `nanoseconds`) in [from, to). Returns where it stands. With
 * `limit` frames counted, one later than `due` is left too. A subsecond has `scale` ns; `place` is that of the frame before.
 */
export function predictRecords(
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
  frames = 0;
  bytes = 0;
  latest = Number.NEGATIVE_INFINITY;
  while (at + RECORD_HEADER <= end) {
    const length = load<u32>(at, CAPTURED);
    if (load<u32>(at, WIRE) !== length || length > LONGEST || length > <u32>(end - at - RECORD_HEADER)) break;
    const time =
      (<f64>load<u32>(at) - seconds) * 1e9 + (<f64>load<u32>(at, SUBSECONDS) * scale - nanoseconds);
    if (!(time >= from && time < to) || (time > due && frames >= limit)) break;
    place += <f64>PLACES;
    if (!predict(at + RECORD_HEADER, <i32>length, time, place)) break;
    frames++;
    bytes += <f64>length;
    if (time > latest) latest = time;
    at += RECORD_HEADER + length;
  }
  return at;
}
