/**
 * The flow table: one row of numbers per flow, found by its 5-tuple in either direction.
 * The key holds no VLAN: both sides of a router's port are the same flow.
 */
import type { PacketView } from '../wire/packet-view.ts';
import { IP_PROTOCOL } from '../wire/packet-view.ts';
import type { Direction } from './direction.ts';
import { ORIGINATOR, RESPONDER } from './direction.ts';
import { FlowRows } from './flow-rows.ts';
import {
  FLAG,
  FLAGS,
  HASH,
  IPV4,
  KIND,
  ORIGINATOR_ADDRESS,
  PORTS,
  RESPONDER_ADDRESS,
  ROW_WORDS,
} from './row-layout.ts';
import { SlotTable } from './slot-table.ts';
import { word } from './word.ts';

export class FlowTable extends FlowRows {
  /** The direction of the packet last looked up. */
  direction: Direction = ORIGINATOR;
  /** The packet last looked up opened its flow. */
  opened = false;
  readonly #slots: SlotTable;

  constructor(seed = 0x2545f491, capacity?: number) {
    super(capacity);
    this.kernel.setSeed(seed | 1);
    this.#slots = new SlotTable(this.buffer, this.kernel);
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
      view.ipVersion === 4 ? this.#findIpv4(view, ports, kind) : this.#findIpv6(view, ports, kind | FLAG.ipv6);
    return row >= 0 || !open ? row : this.#open(view, ports, kind);
  }

  #findIpv4(view: PacketView, ports: number, kind: number): number {
    const { bytes, sourceOffset, destinationOffset } = view;
    const found = this.kernel.findIpv4(word(bytes, sourceOffset), word(bytes, destinationOffset), ports, kind);
    if (found < 0) return -1;
    this.direction = (found & 1) as Direction;
    return found >> 1;
  }

  #findIpv6(view: PacketView, ports: number, kind: number): number {
    const source = this.#fold(view.bytes, view.sourceOffset);
    const destination = this.#fold(view.bytes, view.destinationOffset);
    const hash = this.kernel.tupleHash(source, destination, ports, kind);
    const { slots, mask } = this.#slots;
    const words = this.words;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot];
      if (entry === 0) return -1;
      const at = (entry - 1) * ROW_WORDS;
      if (slots[2 * slot + 1] !== hash || (words[at + FLAGS] & KIND) !== kind) continue;
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
    const fresh = this.addRow();
    const words = this.words;
    this.#slots.replace(row, hash, fresh);
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
    this.expire(row);
    this.freeRow(row);
  }

  /** Forgets the tuple but keeps the row: the flow has expired, and a later packet of it opens a new one. */
  expire(row: number): void {
    this.#slots.remove(row, this.words[row * ROW_WORDS + HASH]);
  }

  override release(): void {
    this.#slots.clear();
    super.release();
  }

  #open(view: PacketView, ports: number, transport: number): number {
    const row = this.addRow();
    const words = this.words;
    const at = row * ROW_WORDS;
    const ipv6 = view.ipVersion === 6;
    this.#copyAddress(at + ORIGINATOR_ADDRESS, view.bytes, view.sourceOffset, ipv6);
    this.#copyAddress(at + RESPONDER_ADDRESS, view.bytes, view.destinationOffset, ipv6);
    const kind = transport | (ipv6 ? FLAG.ipv6 : 0);
    const source = ipv6 ? this.#fold(view.bytes, view.sourceOffset) : words[at + IPV4];
    const destination = ipv6 ? this.#fold(view.bytes, view.destinationOffset) : words[at + RESPONDER_ADDRESS + IPV4];
    const hash = this.kernel.tupleHash(source, destination, ports, kind);
    words[at + PORTS] = ports;
    words[at + FLAGS] = kind;
    words[at + HASH] = hash;
    this.#slots.add(row, hash);
    this.direction = ORIGINATOR;
    this.opened = true;
    return row;
  }

  #fold(bytes: Uint8Array, at: number): number {
    return this.kernel.foldAddress(word(bytes, at), word(bytes, at + 4), word(bytes, at + 8), word(bytes, at + 12));
  }

  #copyAddress(at: number, bytes: Uint8Array, offset: number, ipv6: boolean): void {
    const words = this.words;
    if (ipv6) {
      for (let index = 0; index < 4; index++) words[at + index] = word(bytes, offset + 4 * index);
      return;
    }
    words[at + 2] = 0xffff;
    words[at + IPV4] = word(bytes, offset);
  }
}
