/**
 * Frames in, flows out: decodes each frame, finds its flow, counts it and follows TCP. The fast path allocates nothing;
 * what needs a further look (payload that a probe wants, notable segments, ICMP errors) goes to the `FlowStage`.
 */
import type { Frame } from '../capture/frame.ts';
import type { RecordRun } from '../capture/record-run.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { placeOf } from '../flow/flow-row.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { IpDefragmenter } from '../flow/ip-defragmentation.ts';
import { HEADERS, RESULT_COUNT, RESULTS, SCRATCH } from '../flow/memory-map.ts';
import {
  DIRECTION,
  DUPLICATE,
  DUPLICATES,
  FRAMES,
  LATEST,
  LEFT,
  LENGTH,
  ROW,
  SEEN,
  STATE,
  STOP,
  TIME,
  VISIT,
  WIRE_BYTES,
} from '../flow/outcome.ts';
import {
  BYTES,
  FIRST,
  FLAG,
  FLAGS,
  HOLE_END,
  HOLE_START,
  HOP_LIMIT,
  ID,
  LAST_PLACE,
  LAST_TIME,
  PACKETS,
  PLACES,
  PORTS,
  ROW_NUMBERS,
  ROW_WORDS,
  UDP_IDLE,
} from '../flow/row-layout.ts';
import { endpointState, trackTcp } from '../flow/tcp-state.ts';
import { ENDPOINT, EVENT } from '../flow/tcp-words.ts';
import { LINK_TYPE } from '../wire/link-type.ts';
import { decodePacket } from '../wire/packet.ts';
import { IP_PROTOCOL, PacketView, TCP_FLAG } from '../wire/packet-view.ts';
import type { Anomalies } from './anomalies.ts';
import { Timeline } from './timeline.ts';

/** What becomes of packets that are more than a count. Their frame is the table's `at()`. */
export interface FlowStage {
  /** Payload of a flow that a probe still wants. */
  payload(row: number, direction: Direction, view: PacketView): void;
  /** A segment with `EVENT` bits. */
  notable(row: number, direction: Direction, view: PacketView, event: number): void;
  /** An ICMP or ICMPv6 message. */
  icmp(view: PacketView): void;
  /** The flow is over, idle for long, or the capture has ended. */
  settle(row: number): void;
  /** The table is full: make room. */
  evict(): void;
}

/** Idle times in ns of packet time after which a flow is judged; a later packet of it reopens the question. */
const CLOSED_LINGER = 5e9;
const ATTEMPT_IDLE = 60e9;
const ESTABLISHED_IDLE = 3600e9;
/** Rows are swept for idle flows at most once per this time, and only after as many packets as there are rows. */
const SWEEP_INTERVAL = 1e9;

export class Intake {
  packets = 0;
  bytes = 0;
  undecoded = 0;
  duplicates = 0;
  /** ns of the earliest and latest packet; -1 before the first. */
  firstTime = Number.POSITIVE_INFINITY;
  lastTime = Number.NEGATIVE_INFINITY;
  /** Frames that the snaplen cut. */
  cutFrames = 0;
  /** Index of the input that frames come from. */
  input = 0;
  readonly timeline = new Timeline();
  readonly linkTypes = new Set<number>();

  readonly #table: FlowTable;
  readonly #stage: FlowStage;
  readonly #anomalies: Anomalies;
  readonly #servicePorts: Uint8Array;
  readonly #headers: Uint8Array;
  /** What the kernel tells, see `outcome.ts`. */
  readonly #results: Float64Array;
  readonly #view = new PacketView();
  readonly #defragmenter = new IpDefragmenter();
  /** The defragmenter's counts that are anomalies already, by code. */
  readonly #counted = new Map<string, number>();
  #sweptTime = 0;
  #sweptPackets = 0;

  /** `servicePorts[port]`: bit 1 when the port is documented for TCP, bit 2 for UDP; decides who responds where no SYN tells. */
  constructor(table: FlowTable, stage: FlowStage, anomalies: Anomalies, servicePorts: Uint8Array) {
    this.#table = table;
    this.#headers = new Uint8Array(table.buffer, SCRATCH, HEADERS);
    this.#results = new Float64Array(table.buffer, RESULTS, RESULT_COUNT);
    this.#stage = stage;
    this.#anomalies = anomalies;
    this.#servicePorts = servicePorts;
  }

  frame(frame: Frame): void {
    const time = frame.time;
    this.packets++;
    this.bytes += frame.wireLength;
    if (time > this.lastTime) this.lastTime = time;
    if (time < this.firstTime) this.firstTime = time;
    this.timeline.packet(time, frame.wireLength);
    if (frame.wireLength > frame.end - frame.start) this.cutFrames++;
    this.#table.time = time;
    this.#table.place = placeOf(this.input, frame.number);
    if (!this.#take(frame)) this.#decode(frame);
    if (time - this.#sweptTime > SWEEP_INTERVAL && this.packets - this.#sweptPackets > this.#table.count)
      this.sweep(time);
  }

  /** Takes plain records from the front of a run, as the kernel does, up to the first that is not plain. */
  records(run: RecordRun): void {
    const { bytes, end, base, unit } = run;
    const { buffer, kernel } = this.#table;
    if (bytes.buffer !== buffer) return;
    const results = this.#results;
    const { seconds, nanoseconds } = base;
    const offset = bytes.byteOffset;
    let place = placeOf(this.input, run.number);
    do {
      const from = Math.max(this.timeline.from, this.firstTime);
      const { to } = this.timeline;
      const due = this.#sweptTime + SWEEP_INTERVAL;
      const limit = Math.max(0, this.#table.count - (this.packets - this.#sweptPackets));
      const at = offset + run.start;
      const next = kernel.takeRecords(at, offset + end, seconds, nanoseconds, unit, from, to, due, limit, place);
      run.start = next - offset;
      const frames = results[FRAMES];
      if (frames === 0) return;
      const taken = results[WIRE_BYTES];
      run.frames += frames;
      run.wireBytes += taken;
      place += frames * PLACES;
      this.packets += frames;
      this.bytes += taken;
      this.duplicates += results[DUPLICATES];
      if (results[LATEST] > this.lastTime) this.lastTime = results[LATEST];
      this.timeline.packet(from, taken);
      if (results[STOP] !== VISIT) return;
      this.#table.time = results[TIME];
      this.#table.place = place;
      const length = results[LENGTH];
      decodePacket(this.#view, bytes, run.start - length, run.start, length, LINK_TYPE.ethernet);
      this.#visit();
    } while (run.start < end);
  }

  /** False when the frame is not plain. Its headers are copied to where the kernel can read them. */
  #take(frame: Frame): boolean {
    const { bytes, start, end, wireLength } = frame;
    const length = end - start;
    if (length < HEADERS || wireLength !== length || frame.linkType !== LINK_TYPE.ethernet) return false;
    const table = this.#table;
    const headers = this.#headers;
    for (let at = 0; at < HEADERS; at++) headers[at] = bytes[start + at];
    const outcome = table.kernel.take(SCRATCH, length, table.time, table.place);
    if (outcome === LEFT) return false;
    if (outcome === DUPLICATE) this.duplicates++;
    if (outcome === VISIT) {
      decodePacket(this.#view, bytes, start, end, wireLength, LINK_TYPE.ethernet);
      this.#visit();
    }
    return true;
  }

  /** The packet of the view was counted, and the kernel says that it matters. */
  #visit(): void {
    const results = this.#results;
    const table = this.#table;
    table.opened = false;
    table.direction = results[DIRECTION] as Direction;
    this.#follow(results[ROW], results[STATE], results[SEEN]);
  }

  #decode(frame: Frame): void {
    const view = this.#view;
    decodePacket(view, frame.bytes, frame.start, frame.end, frame.wireLength, frame.linkType);
    this.#packet(view, frame.linkType);
  }

  /** Settles what has been idle for long enough at `time`. */
  sweep(time: number): void {
    this.#sweptTime = time;
    this.#sweptPackets = this.packets;
    const table = this.#table;
    for (let row = 0; row < table.count; row++) {
      const flags = table.words[row * ROW_WORDS + FLAGS];
      if (flags & FLAG.settled || table.words[row * ROW_WORDS + ID] === 0) continue;
      const idle = time - table.numbers[row * ROW_NUMBERS + LAST_TIME];
      if (idle < CLOSED_LINGER || idle < idleLimit(flags)) continue;
      if (flags & FLAG.udp) this.#retire(row);
      else this.settle(row);
    }
    this.#defragmenter.expire(time);
    this.#countFragments();
  }

  settle(row: number): void {
    this.#table.words[row * ROW_WORDS + FLAGS] |= FLAG.settled;
    this.#stage.settle(row);
  }

  /** The capture has ended: every open flow is judged. */
  end(): void {
    const table = this.#table;
    for (let row = 0; row < table.count; row++) {
      if (table.words[row * ROW_WORDS + ID] !== 0 && !(table.words[row * ROW_WORDS + FLAGS] & FLAG.settled))
        this.settle(row);
    }
    this.#defragmenter.expire(Number.POSITIVE_INFINITY);
    this.#countFragments();
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

  #packet(view: PacketView, linkType: number): void {
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
      if (whole) this.#packet(view, linkType);
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
      if (table.full) this.#stage.evict();
      row = this.#opened(table.reopen(row, table.direction), view);
      event = trackTcp(table, row, view);
    }
    if (event & EVENT.duplicate) {
      this.duplicates++;
      return;
    }
    this.#follow(row, this.#count(row, table.direction, view.payloadWireLength), event);
  }

  /** A packet of a flow, whose FLAGS were `flags` before it, was tracked and counted. */
  #follow(row: number, flags: number, event: number): void {
    const table = this.#table;
    const view = this.#view;
    const direction = table.direction;
    if (event !== 0) this.#stage.notable(row, direction, view, event);
    if (flags & FLAG.wanted && view.payloadWireLength > 0) this.#stage.payload(row, direction, view);
    // An orderly end needs no lingering: 200 000 closed flows that wait for it were measured at 1.5 GB.
    if (event & EVENT.closed && !(event & EVENT.reset) && isContiguous(table, row)) this.settle(row);
  }

  #udp(view: PacketView): void {
    const table = this.#table;
    let row = table.lookup(view);
    if (!table.opened && table.time - table.numbers[row * ROW_NUMBERS + LAST_TIME] > UDP_IDLE) {
      this.#retire(row);
      row = table.lookup(view);
    }
    if (table.opened) row = this.#opened(row, view);
    const flags = this.#count(row, table.direction, view.payloadWireLength);
    if (flags & FLAG.wanted && view.payloadLength > 0) this.#stage.payload(row, table.direction, view);
  }

  /** A UDP flow has ended by silence. */
  #retire(row: number): void {
    if (!(this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.settled)) this.settle(row);
    this.#table.expire(row);
  }

  /** Counts a packet and returns the row's flags. */
  #count(row: number, direction: Direction, payload: number): number {
    const table = this.#table;
    const { words, numbers } = table;
    const at = row * ROW_WORDS;
    const numbersAt = row * ROW_NUMBERS;
    if (words[at + PACKETS + direction]++ === 0) words[at + HOP_LIMIT] |= this.#view.hopLimit << (8 * direction);
    numbers[numbersAt + BYTES + direction] += payload;
    numbers[numbersAt + LAST_TIME] = table.time;
    numbers[numbersAt + LAST_PLACE] = table.place;
    const flags = words[at + FLAGS];
    if (flags & FLAG.settled) words[at + FLAGS] = flags & ~FLAG.settled;
    return flags;
  }

  #opened(row: number, view: PacketView): number {
    const table = this.#table;
    if (table.count - 1 === row && table.full) this.#stage.evict();
    const tcp = view.protocol === IP_PROTOCOL.tcp;
    if (tcp ? !isSyn(view.flags) : this.#isAnswer(view, 2)) this.#chooseResponder(row, view, tcp);
    table.words[row * ROW_WORDS + FLAGS] |= FLAG.wanted;
    table.mark(row, FIRST);
    this.timeline.flow(table.time);
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

function idleLimit(flags: number): number {
  if (flags & FLAG.udp) return UDP_IDLE;
  if (flags & FLAG.closed) return CLOSED_LINGER;
  const established =
    endpointState(flags, ORIGINATOR) === ENDPOINT.established ||
    endpointState(flags, RESPONDER) === ENDPOINT.established;
  return established ? ESTABLISHED_IDLE : ATTEMPT_IDLE;
}

/** Ports as a flow's row holds them. */
export function portsOf(table: FlowTable, row: number): readonly [number, number] {
  const ports = table.words[row * ROW_WORDS + PORTS];
  return [ports >>> 16, ports & 0xffff];
}
