/** Decoded packets -> flows: finds each packet's flow or opens it, counts and tracks it, and calls the stage where it matters. */
import type { Frame } from '../capture/frame.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { IpDefragmenter } from '../flow/ip-defragmentation.ts';
import {
  FIRST,
  FLAG,
  FLAGS,
  HOLE_END,
  HOLE_START,
  LAST_PLACE,
  LAST_TIME,
  ROW_NUMBERS,
  ROW_WORDS,
  UDP_IDLE,
} from '../flow/row-layout.ts';
import { trackTcp } from '../flow/tcp-state.ts';
import { EVENT } from '../flow/tcp-words.ts';
import { IP_PROTOCOL, type PacketView, TCP_FLAG } from '../wire/packet-view.ts';
import type { Anomalies } from './anomalies.ts';
import type { Timeline } from './timeline.ts';

/** What becomes of packets that are more than a count. Their frame is the table's `at()`. */
export interface FlowStage {
  /** Payload of a flow that a probe still wants. */
  payload(row: number, direction: Direction, view: PacketView): void;
  /** A segment with `EVENT` bits. */
  notable(row: number, direction: Direction, view: PacketView, event: number): void;
  /** An ICMP or ICMPv6 message. */
  icmp(view: PacketView): void;
  /** A packet that may name its process, by the frame or by a PKTAP header at `pktapOffset` in it (-1: none). */
  process(row: number, frame: Frame, pktapOffset: number): void;
  /** The flow is over, idle for long, or the capture has ended. */
  settle(row: number): void;
  /** The table is full: make room. */
  evict(): void;
}

export class FlowFollower {
  undecoded = 0;
  duplicates = 0;
  readonly #table: FlowTable;
  readonly #stage: FlowStage;
  readonly #anomalies: Anomalies;
  readonly #timeline: Timeline;
  readonly #servicePorts: Uint8Array;
  readonly #defragmenter = new IpDefragmenter();
  /** The defragmenter's counts that are anomalies already, by code. */
  readonly #counted = new Map<string, number>();

  /** `servicePorts[port]`: bit 1 when the port is documented for TCP, bit 2 for UDP; decides who responds where no SYN tells. */
  constructor(table: FlowTable, stage: FlowStage, anomalies: Anomalies, timeline: Timeline, servicePorts: Uint8Array) {
    this.#table = table;
    this.#stage = stage;
    this.#anomalies = anomalies;
    this.#timeline = timeline;
    this.#servicePorts = servicePorts;
  }

  /** Datagrams whose fragments have not come by `time` (ns) are given up. */
  expireFragments(time: number): void {
    this.#defragmenter.expire(time);
    this.#countFragments();
  }

  settle(row: number): void {
    this.#table.words[row * ROW_WORDS + FLAGS] |= FLAG.settled;
    this.#stage.settle(row);
  }

  /** What the defragmenter has counted since the last look becomes anomalies. */
  #countFragments(): void {
    const { expired, evicted, incomplete, overlaps, refused } = this.#defragmenter;
    if (incomplete !== undefined) this.#countRest('fragments-incomplete', expired + evicted, incomplete);
    // These two are counted in the frame that shows them.
    this.#countRest('fragments-overlapping', overlaps, this.#table.at());
    this.#countRest('fragments-refused', refused, this.#table.at());
  }

  #countRest(code: string, total: number, at: FrameAt): void {
    const more = total - (this.#counted.get(code) ?? 0);
    if (more === 0) return;
    this.#anomalies.count(code, at, more);
    this.#counted.set(code, total);
  }

  /** The packet at hand, of the table's time and place. */
  packet(view: PacketView, linkType: number): void {
    if (view.stop === 'ok') {
      if (view.protocol === IP_PROTOCOL.tcp) this.#tcp(view);
      else if (view.protocol === IP_PROTOCOL.udp) this.#udp(view);
      else if (view.protocol === IP_PROTOCOL.icmp || view.protocol === IP_PROTOCOL.icmpv6) this.#stage.icmp(view);
      return;
    }
    this.#stopped(view, linkType);
  }

  /** The walk did not reach a whole transport header. Ports that were read count the flow all the same. */
  #stopped(view: PacketView, linkType: number): void {
    if (view.stop === 'fragment') {
      const whole = this.#defragmenter.add(view, this.#table.at());
      this.#countFragments();
      if (whole) this.packet(view, linkType);
      return;
    }
    if (view.stop === 'other') return;
    if (view.stop === 'cut' && view.protocol === IP_PROTOCOL.udp && view.sourcePort !== 0) {
      this.#udp(view);
      return;
    }
    this.undecoded++;
    this.#anomalies.count(
      view.stop === 'link-type' ? `unsupported-link-type-${linkType}` : `${view.stop}-packet`,
      this.#table.at(),
    );
  }

  #tcp(view: PacketView): void {
    const table = this.#table;
    let row = table.lookup(view);
    if (table.opened) row = this.#opened(row, view);
    let event = trackTcp(table, row, view);
    if (event & EVENT.reopen) {
      if (!(table.words[row * ROW_WORDS + FLAGS] & FLAG.settled)) this.settle(row);
      if (table.full) {
        this.#stage.evict();
        // The flow that is over may be among those that went.
        row = table.lookup(view);
      }
      row = this.#opened(table.opened ? row : table.reopen(row, table.direction), view);
      event = trackTcp(table, row, view);
    }
    if (event & EVENT.duplicate) {
      this.duplicates++;
      return;
    }
    this.#remember(row);
    this.follow(row, view, this.#count(row, view), event);
  }

  /** Where the flow's packet before this one was, which counting forgets. */
  #remember(row: number): void {
    const table = this.#table;
    table.previousTime = table.numbers[row * ROW_NUMBERS + LAST_TIME];
    table.previousPlace = table.numbers[row * ROW_NUMBERS + LAST_PLACE];
  }

  /** A packet of a flow, whose FLAGS were `flags` before it, was tracked and counted. */
  follow(row: number, view: PacketView, flags: number, event: number): void {
    const table = this.#table;
    const direction = table.direction;
    if (event !== 0) this.#stage.notable(row, direction, view, event);
    if (flags & FLAG.wanted && view.payloadWireLength > 0) this.#stage.payload(row, direction, view);
    // An orderly end needs no lingering: 200 000 closed flows that wait for it were measured at 1.5 GB.
    if (event & EVENT.over && isContiguous(table, row)) this.settle(row);
  }

  #udp(view: PacketView): void {
    const table = this.#table;
    let row = table.lookup(view);
    if (!table.opened && table.time - table.numbers[row * ROW_NUMBERS + LAST_TIME] > UDP_IDLE) {
      this.retire(row);
      row = table.lookup(view);
    }
    if (table.opened) row = this.#opened(row, view);
    const flags = this.#count(row, view);
    if (flags & FLAG.wanted && view.payloadLength > 0) this.#stage.payload(row, table.direction, view);
  }

  /** A UDP flow has ended by silence. */
  retire(row: number): void {
    if (!(this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.settled)) this.settle(row);
    this.#table.expire(row);
  }

  /** Counts the packet and returns the row's flags before it. */
  #count(row: number, view: PacketView): number {
    const { kernel, direction, time, place } = this.#table;
    return kernel.count(row, direction, view.payloadWireLength, view.hopLimit, time, place);
  }

  #opened(row: number, view: PacketView): number {
    const table = this.#table;
    if (table.count - 1 === row && table.full) this.#stage.evict();
    const tcp = view.protocol === IP_PROTOCOL.tcp;
    if (tcp ? !isSyn(view.flags) : this.#isAnswer(view, 2)) this.#chooseResponder(row, view, tcp);
    table.words[row * ROW_WORDS + FLAGS] |= FLAG.wanted;
    table.mark(row, FIRST);
    this.#timeline.flow(table.time);
    return row;
  }

  /** Without a SYN the responder is who sent a SYN-ACK, the side on a documented port, else the lower port (REPORT.md). */
  #chooseResponder(row: number, view: PacketView, tcp: boolean): void {
    const table = this.#table;
    const synAck = tcp && (view.flags & TCP_FLAG.syn) !== 0;
    if (
      synAck ||
      this.#isAnswer(view, tcp ? 1 : 2) ||
      (tcp && !this.#knowsPort(view, 1) && view.sourcePort < view.destinationPort)
    ) {
      table.flip(row);
    }
    if (tcp) table.words[row * ROW_WORDS + FLAGS] |= FLAG.midStream;
    table.words[row * ROW_WORDS + FLAGS] |= FLAG.guessed;
    table.note(row, 0x5e);
  }

  #isAnswer(view: PacketView, bit: number): boolean {
    const ports = this.#servicePorts;
    return (ports[view.sourcePort] & bit) !== 0 && (ports[view.destinationPort] & bit) === 0;
  }

  #knowsPort(view: PacketView, bit: number): boolean {
    return ((this.#servicePorts[view.sourcePort] | this.#servicePorts[view.destinationPort]) & bit) !== 0;
  }
}

/** Neither side has a hole that a late segment could fill. */
function isContiguous(table: FlowTable, row: number): boolean {
  const { words } = table;
  const at = row * ROW_WORDS;
  return words[at + HOLE_START] === words[at + HOLE_END] && words[at + HOLE_START + 1] === words[at + HOLE_END + 1];
}

function isSyn(flags: number): boolean {
  return (flags & (TCP_FLAG.syn | TCP_FLAG.ack)) === TCP_FLAG.syn;
}
