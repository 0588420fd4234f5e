/**
 * The flow table: one row of numbers per flow, found by its 5-tuple in either direction.
 *
 * Rows live in typed arrays so that a packet costs no allocation: `words` holds what every packet touches, `events` what happens once
 * per flow. A slot table maps the tuple's hash to its row.
 * The key holds no VLAN: both sides of a router's port are the same flow.
 */
import type { PacketView } from '../wire/packet-view.ts';
import { IP_PROTOCOL } from '../wire/packet-view.ts';
import type { Direction, FrameAt } from './direction.ts';
import { ORIGINATOR, RESPONDER } from './direction.ts';

/** How many flows the table holds before finished ones are evicted. A row takes 160 + 128 + 24 bytes. */
export const MAX_FLOWS = 1 << 20;

/**
 * Words of a row. What every packet touches comes first, 128 bytes: with 20 000 flows the table is larger than a core's
 * caches, and each line that a packet does not need costs it.
 */
export const ROW_WORDS = 40;
/** Addresses are four big-endian words; IPv4 is mapped (::ffff:a.b.c.d). */
export const ORIGINATOR_ADDRESS = 0;
export const RESPONDER_ADDRESS = 4;
/** Originator port << 16 | responder port. */
export const PORTS = 8;
export const FLAGS = 9;
/** Per direction: + 0 originator, + 1 responder. So are all that are called per direction below. */
export const NEXT_SEQUENCE = 10;
/** Per direction. */
export const PACKETS = 12;
/** History letters already noted, a bit each: originator's in the low half, responder's in the high half. */
export const NOTED = 14;
const HASH = 15;
/** Per direction: what tells a copy of the packet before. */
export const SIGNATURE = 24;
/** Per direction: the sequence number of the first payload byte. */
export const FIRST_SEQUENCE = 26;
/** Per direction. */
export const HOLE_START = 28;
/** Per direction. */
export const HOLE_END = 30;
/** Per direction. */
export const RETRANSMISSIONS = 32;
export const ID = 34;
/** What `classify` found, as indexes into its tables: kept here so that a table of a million flows needs no objects. */
export const PROTOCOL = 35;
export const SERVER_NAME = 36;
export const SERVICE_SET = 37;
/** TTL or hop limit of each side's first packet: originator's in bits 0-7, responder's in bits 8-15. */
export const HOP_LIMIT = 38;

/** Doubles of a row, indexes into `numbers` (`ROW_NUMBERS` a row), on the same memory as words 16 to 23. */
export const ROW_NUMBERS = ROW_WORDS / 2;
/** Per direction: payload bytes on the wire. */
export const BYTES = 8;
export const LAST_TIME = 10;
/** Frame and input of the last packet, see `placeOf`. */
export const LAST_PLACE = 11;

/** Events of a row: a time and a place each, in `events`. */
export const ROW_EVENTS = 16;
export const FIRST = 0;
export const SYN = 2;
export const SYN_ACK = 4;
export const HANDSHAKE_DONE = 6;
/** Per direction: + 0 originator, + 2 responder. */
export const DATA = 8;
export const FIN = 12;

/** Bits of FLAGS. The two endpoint states (`tcp-state.ts`) take bits 8–10 and 11–13. */
export const FLAG = {
  udp: 1,
  ipv6: 2,
  /** A probe still wants this flow's payload. */
  wanted: 4,
  /** No SYN was seen: the flow began before the capture. */
  midStream: 8,
  /** Both sides closed, or one reset. */
  closed: 16,
  settled: 32,
  /** Payload was seen and no probe recognised it. */
  unrecognised: 64,
  /** The originator was chosen by port, not by a SYN. */
  guessed: 128,
  originatorDataAcked: 1 << 14,
  responderDataAcked: 1 << 15,
  /** The SYN or SYN-ACK was resent: no RTT can be told. */
  handshakeResent: 1 << 16,
  /** The first payload of the side was marked. */
  originatorData: 1 << 22,
  responderData: 1 << 23,
  /** Judged, and its details were let go: it is not judged again. */
  released: 1 << 17,
  /** The server answered in the protocol that was spoken. */
  succeeded: 1 << 18,
  /** Counted among the capture's one-sided, two-sided and mid-stream flows. */
  counted: 1 << 19,
  /** Its details are kept for the report. */
  retained: 1 << 20,
  /** Belongs to a documented connection, or is the DNS flow that named one. */
  ofInterest: 1 << 21,
} as const;

const KIND = FLAG.udp | FLAG.ipv6;
const NEVER_FOUND = -1;

export const HISTORY_LENGTH = 24;

/** ns of silence that end a UDP flow: a later datagram of its tuple opens a new one (Zeek's udp_inactivity_timeout). */
export const UDP_IDLE = 60e9;

/** Frame and input in one double: exact for 2^33 frames and 2^20 inputs. */
export function placeOf(input: number, frame: number): number {
  return frame * 1048576 + input;
}

export class FlowTable {
  words = new Int32Array(0);
  numbers = new Float64Array(0);
  events = new Float64Array(0);
  history = new Uint8Array(0);
  /** Time (ns) and place of the packet at hand: fields, because a double that is passed on is allocated each time. */
  time = 0;
  place = 0;
  /** Rows in use. Rows are numbered by first packet; evicted ones are reused under a new id. */
  count = 0;
  /** Flows ever seen; the id of the newest. */
  lastId = 0;
  /** The direction of the packet last looked up. */
  direction: Direction = ORIGINATOR;
  /** The packet last looked up opened its flow. */
  opened = false;

  readonly #seed: number;
  #slots = new Int32Array(0);
  #slotMask = 0;
  #used = 0;
  #free: number[] = [];

  // The tuple found last: trains of packets, and the long way after header prediction, ask for it again.
  #foundSource = 0;
  #foundDestination = 0;
  #foundPorts = 0;
  #foundKind = NEVER_FOUND;
  #foundDirection: Direction = ORIGINATOR;
  #foundRow = -1;

  constructor(seed = 0x2545f491) {
    this.#seed = seed | 1;
    this.#grow(1024);
    this.#rehash(4096);
  }

  /**
   * The row of the packet's flow, made when it is new, and sets `direction` and `opened`. A packet for a closed flow stays
   * with it; whoever sees a new SYN calls `reopen`. With `open` false a flow that is not there yields -1.
   */
  lookup(view: PacketView, open = true): number {
    const ports = (view.sourcePort << 16) | view.destinationPort;
    const kind = view.protocol === IP_PROTOCOL.udp ? FLAG.udp : 0;
    this.opened = false;
    const row =
      view.ipVersion === 4
        ? this.findIpv4(word(view.bytes, view.sourceOffset), word(view.bytes, view.destinationOffset), ports, kind)
        : this.#findIpv6(view, ports, kind | FLAG.ipv6);
    return row >= 0 || !open ? row : this.#open(view, ports, kind);
  }

  /** The row of an IPv4 flow, or -1; sets `direction`. Addresses are big-endian words, `ports` is source << 16 | destination. */
  findIpv4(source: number, destination: number, ports: number, kind: number): number {
    if (
      source === this.#foundSource &&
      destination === this.#foundDestination &&
      ports === this.#foundPorts &&
      kind === this.#foundKind
    ) {
      this.direction = this.#foundDirection;
      return this.#foundRow;
    }
    const row = this.#searchIpv4(source, destination, ports, kind);
    if (row < 0) return row;
    this.#foundSource = source;
    this.#foundDestination = destination;
    this.#foundPorts = ports;
    this.#foundKind = kind;
    this.#foundDirection = this.direction;
    this.#foundRow = row;
    return row;
  }

  #searchIpv4(source: number, destination: number, ports: number, kind: number): number {
    const hash = this.#hash(source, ports >>> 16, destination, ports & 0xffff, kind);
    const words = this.words;
    const slots = this.#slots;
    const mask = this.#slotMask;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot];
      if (entry === 0) return -1;
      if (slots[2 * slot + 1] !== hash) continue;
      const at = (entry - 1) * ROW_WORDS;
      // 0 when the packet goes the originator's way, else 1, and no branch: which way a packet goes cannot be predicted.
      const differs = (words[at + 3] ^ source) | (words[at + PORTS] ^ ports);
      const direction = (differs | -differs) >>> 31;
      const turn = direction << 4;
      if (
        words[at + 3 + 4 * direction] === source &&
        words[at + 7 - 4 * direction] === destination &&
        words[at + PORTS] === ((ports >>> turn) | (ports << turn)) &&
        (words[at + FLAGS] & KIND) === kind
      ) {
        this.direction = direction as Direction;
        return entry - 1;
      }
    }
  }

  #findIpv6(view: PacketView, ports: number, kind: number): number {
    const source = fold(view.bytes, view.sourceOffset);
    const destination = fold(view.bytes, view.destinationOffset);
    const hash = this.#hash(source, ports >>> 16, destination, ports & 0xffff, kind);
    const words = this.words;
    for (let slot = hash & this.#slotMask; ; slot = (slot + 1) & this.#slotMask) {
      const entry = this.#slots[2 * slot];
      if (entry === 0) return -1;
      const at = (entry - 1) * ROW_WORDS;
      if (this.#slots[2 * slot + 1] !== hash || (words[at + FLAGS] & KIND) !== kind) continue;
      const backward = (ports << 16) | (ports >>> 16);
      if (
        words[at + PORTS] === ports &&
        this.#hasAddresses(at, view.bytes, view.sourceOffset, view.destinationOffset)
      ) {
        this.direction = ORIGINATOR;
        return entry - 1;
      }
      if (
        words[at + PORTS] === backward &&
        this.#hasAddresses(at, view.bytes, view.destinationOffset, view.sourceOffset)
      ) {
        this.direction = RESPONDER;
        return entry - 1;
      }
    }
  }

  /** The row's originator and responder are the IPv6 addresses at these offsets. */
  #hasAddresses(at: number, bytes: Uint8Array, originator: number, responder: number): boolean {
    for (let index = 0; index < 4; index++) {
      if (this.words[at + index] !== word(bytes, originator + 4 * index)) return false;
      if (this.words[at + 4 + index] !== word(bytes, responder + 4 * index)) return false;
    }
    return true;
  }

  /** Gives the tuple of a closed flow to a new one: same originator side as the packet that opens it. */
  reopen(row: number, direction: Direction): number {
    const at = row * ROW_WORDS;
    const old = this.words.slice(at, at + FLAGS + 1);
    const hash = this.words[at + HASH];
    const slot = this.#slotOf(row, hash);
    const fresh = this.#row();
    const words = this.words;
    this.#slots[2 * slot] = fresh + 1;
    this.#foundKind = NEVER_FOUND;
    words.set(old, fresh * ROW_WORDS);
    words[fresh * ROW_WORDS + FLAGS] = old[FLAGS] & (FLAG.udp | FLAG.ipv6);
    words[fresh * ROW_WORDS + HASH] = hash;
    if (direction === RESPONDER) this.flip(fresh);
    this.direction = ORIGINATOR;
    this.opened = true;
    return fresh;
  }

  /** Swaps originator and responder of a row on which nothing has been counted yet. */
  flip(row: number): void {
    const words = this.words;
    const at = row * ROW_WORDS;
    for (let word = 0; word < 4; word++) {
      const kept = words[at + word];
      words[at + word] = words[at + 4 + word];
      words[at + 4 + word] = kept;
    }
    const ports = words[at + PORTS];
    words[at + PORTS] = (ports << 16) | (ports >>> 16);
    this.direction = this.direction === ORIGINATOR ? RESPONDER : ORIGINATOR;
  }

  /** Frees a row for reuse. Its tuple is forgotten: a later packet of it opens a new flow. */
  evict(row: number): void {
    const hash = this.words[row * ROW_WORDS + HASH];
    const slot = this.#slotOf(row, hash);
    if (slot >= 0) this.#unlink(slot);
    this.words[row * ROW_WORDS + ID] = 0;
    this.#free.push(row);
  }

  /** Forgets the tuple but keeps the row: the flow has expired, and a later packet of it opens a new one. */
  expire(row: number): void {
    const slot = this.#slotOf(row, this.words[row * ROW_WORDS + HASH]);
    if (slot >= 0) this.#unlink(slot);
  }

  /** No row can be opened without evicting one. */
  get full(): boolean {
    return this.count >= MAX_FLOWS && this.#free.length === 0;
  }

  /** Appends a history letter, as a character code; letters past `HISTORY_LENGTH` are dropped. */
  note(row: number, letter: number): void {
    const history = this.history;
    const start = row * HISTORY_LENGTH;
    for (let at = start; at < start + HISTORY_LENGTH; at++) {
      if (history[at] !== 0) continue;
      history[at] = letter;
      return;
    }
  }

  historyText(row: number): string {
    let text = '';
    for (let at = row * HISTORY_LENGTH; at < (row + 1) * HISTORY_LENGTH && this.history[at] !== 0; at++) {
      text += String.fromCharCode(this.history[at]);
    }
    return text;
  }

  /** Dates an event with the packet at hand. */
  mark(row: number, event: number): void {
    const at = row * ROW_EVENTS + event;
    this.events[at] = this.time;
    this.events[at + 1] = this.place;
  }

  /** An event's frame, or undefined when it did not happen. */
  event(row: number, event: number): FrameAt | undefined {
    const at = row * ROW_EVENTS + event;
    return this.events[at + 1] === 0 ? undefined : frameAt(this.events[at], this.events[at + 1]);
  }

  /** The packet at hand. */
  at(): FrameAt {
    return frameAt(this.time, this.place);
  }

  last(row: number): FrameAt {
    const at = row * ROW_NUMBERS;
    return frameAt(this.numbers[at + LAST_TIME], this.numbers[at + LAST_PLACE]);
  }

  /** The 16 bytes of an address (IPv4 mapped), copied. */
  address(row: number, word: typeof ORIGINATOR_ADDRESS | typeof RESPONDER_ADDRESS): Uint8Array {
    const bytes = new Uint8Array(16);
    const at = row * ROW_WORDS + word;
    for (let index = 0; index < 16; index++) bytes[index] = this.words[at + (index >> 2)] >>> (24 - 8 * (index & 3));
    return bytes;
  }

  #open(view: PacketView, ports: number, transport: number): number {
    const row = this.#row();
    const words = this.words;
    const at = row * ROW_WORDS;
    const ipv6 = view.ipVersion === 6;
    this.#copyAddress(at + ORIGINATOR_ADDRESS, view.bytes, view.sourceOffset, ipv6);
    this.#copyAddress(at + RESPONDER_ADDRESS, view.bytes, view.destinationOffset, ipv6);
    const kind = transport | (ipv6 ? FLAG.ipv6 : 0);
    const source = ipv6 ? fold(view.bytes, view.sourceOffset) : words[at + 3];
    const destination = ipv6 ? fold(view.bytes, view.destinationOffset) : words[at + 7];
    const hash = this.#hash(source, ports >>> 16, destination, ports & 0xffff, kind);
    words[at + PORTS] = ports;
    words[at + FLAGS] = kind;
    words[at + HASH] = hash;
    if (++this.#used * 2 > this.#slotMask) this.#rehash((this.#slotMask + 1) * 2);
    let slot = hash & this.#slotMask;
    while (this.#slots[2 * slot] !== 0) slot = (slot + 1) & this.#slotMask;
    this.#slots[2 * slot] = row + 1;
    this.#slots[2 * slot + 1] = hash;
    this.direction = ORIGINATOR;
    this.opened = true;
    return row;
  }

  #copyAddress(at: number, bytes: Uint8Array, offset: number, ipv6: boolean): void {
    const words = this.words;
    if (ipv6) {
      for (let index = 0; index < 4; index++) words[at + index] = word(bytes, offset + 4 * index);
      return;
    }
    words[at + 2] = 0xffff;
    words[at + 3] = word(bytes, offset);
  }

  #row(): number {
    let row = this.#free.pop();
    if (row === undefined) {
      row = this.count++;
      if (row * ROW_WORDS >= this.words.length) this.#grow(row * 2);
    } else {
      this.words.fill(0, row * ROW_WORDS, (row + 1) * ROW_WORDS);
      this.events.fill(0, row * ROW_EVENTS, (row + 1) * ROW_EVENTS);
      this.history.fill(0, row * HISTORY_LENGTH, (row + 1) * HISTORY_LENGTH);
    }
    this.words[row * ROW_WORDS + ID] = ++this.lastId;
    return row;
  }

  #grow(rows: number): void {
    const words = new Int32Array(rows * ROW_WORDS);
    words.set(this.words);
    const events = new Float64Array(rows * ROW_EVENTS);
    events.set(this.events);
    const history = new Uint8Array(rows * HISTORY_LENGTH);
    history.set(this.history);
    this.words = words;
    this.numbers = new Float64Array(words.buffer);
    this.events = events;
    this.history = history;
  }

  /** Symmetric in the two ends, and seeded, so that no capture can aim all its flows at one slot. */
  #hash(s3: number, sourcePort: number, d3: number, destinationPort: number, kind: number): number {
    const seed = this.#seed;
    const source = Math.imul(s3 ^ seed, 0x9e3779b1) ^ Math.imul(sourcePort + seed, 0x85ebca77);
    const destination = Math.imul(d3 ^ seed, 0x9e3779b1) ^ Math.imul(destinationPort + seed, 0x85ebca77);
    return mix(mix(source) + mix(destination) + kind);
  }

  #slotOf(row: number, hash: number): number {
    const slots = this.#slots;
    for (let slot = hash & this.#slotMask; slots[2 * slot] !== 0; slot = (slot + 1) & this.#slotMask) {
      if (slots[2 * slot] === row + 1) return slot;
    }
    return -1;
  }

  /** Linear probing's deletion: later entries of the run move back into the hole. */
  #unlink(hole: number): void {
    const slots = this.#slots;
    const mask = this.#slotMask;
    let empty = hole;
    for (let slot = (hole + 1) & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
      const home = slots[2 * slot + 1] & mask;
      if (((slot - home) & mask) < ((slot - empty) & mask)) continue;
      slots[2 * empty] = slots[2 * slot];
      slots[2 * empty + 1] = slots[2 * slot + 1];
      empty = slot;
    }
    slots[2 * empty] = 0;
    this.#used--;
    this.#foundKind = NEVER_FOUND;
  }

  #rehash(size: number): void {
    const old = this.#slots;
    const slots = new Int32Array(size * 2);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let slot = old[from + 1] & (size - 1);
      while (slots[2 * slot] !== 0) slot = (slot + 1) & (size - 1);
      slots[2 * slot] = old[from];
      slots[2 * slot + 1] = old[from + 1];
    }
    this.#slots = slots;
    this.#slotMask = size - 1;
  }
}

/** The frame of a time and a place. */
export function frameAt(time: number, place: number): FrameAt {
  const frame = Math.floor(place / 1048576);
  return { input: place - frame * 1048576, frame, time };
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}

/** All 128 bits of an IPv6 address in 32: flows that differ in the prefix alone must not meet in one slot. */
function fold(bytes: Uint8Array, at: number): number {
  let folded = 0;
  for (let offset = 0; offset < 16; offset += 4) folded = Math.imul(folded ^ word(bytes, at + offset), 0x9e3779b1);
  return folded;
}

function mix(value: number): number {
  let hash = value ^ (value >>> 15);
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  return hash ^ (hash >>> 15);
}
