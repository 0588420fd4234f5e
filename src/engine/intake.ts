/**
 * Frames in: counts them, has the kernel take those that are plain and decodes the others for `FlowFollower`, and settles flows that
 * have been idle for long. Of plain packets only those that matter come out of the kernel.
 */
import type { Frame } from '../capture/frame.ts';
import type { RecordRun } from '../capture/record-run.ts';
import type { Direction } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { placeOf } from '../flow/flow-row.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { HEADERS, RESULT_COUNT, RESULTS, SCRATCH } from '../flow/memory-map.ts';
import { OUTCOME, RESULT } from '../flow/outcome.ts';
import { FLAG, FLAGS, ID, LAST_TIME, PACKETS, PLACES, ROW_NUMBERS, ROW_WORDS, UDP_IDLE } from '../flow/row-layout.ts';
import { endpointState } from '../flow/tcp-state.ts';
import { ENDPOINT } from '../flow/tcp-words.ts';
import { LINK_TYPE } from '../wire/link-type.ts';
import { decodePacket } from '../wire/packet.ts';
import { IP_PROTOCOL, PacketView } from '../wire/packet-view.ts';
import type { Anomalies } from './anomalies.ts';
import { FlowFollower, type FlowStage } from './flow-follower.ts';
import { Timeline } from './timeline.ts';

/** Idle times in ns of packet time after which a flow is judged; a later packet of it reopens the question. */
const CLOSED_LINGER = 5e9;
const ATTEMPT_IDLE = 60e9;
const ESTABLISHED_IDLE = 3600e9;
/** Rows are swept for idle flows at most once per this time, and only after as many packets as there are rows. */
const SWEEP_INTERVAL = 1e9;

export class Intake {
  packets = 0;
  bytes = 0;
  /** ns of the earliest and latest packet; infinite before the first. */
  firstTime = Number.POSITIVE_INFINITY;
  lastTime = Number.NEGATIVE_INFINITY;
  /** ns up to which the capture was watched: its latest packet, or later where time passed without one. */
  watchedUntil = Number.NEGATIVE_INFINITY;
  /** Frames that the snaplen cut, and the most bytes that it left of one. */
  cutFrames = 0;
  cutTo = 0;
  /** Index of the input that frames come from. */
  input = 0;
  readonly timeline = new Timeline();

  readonly #table: FlowTable;
  readonly #stage: FlowStage;
  readonly #follower: FlowFollower;
  /** Where the kernel reads headers of a frame whose bytes it does not have. */
  readonly #headers: Uint8Array;
  /** What the kernel tells, see `outcome.ts`. */
  readonly #results: Float64Array;
  readonly #view = new PacketView();
  /** Nobody has watched since `watchedUntil`: time goes on from wherever it is next. */
  #interrupted = false;
  #sweptTime = 0;
  #sweptPackets = 0;

  /** `servicePorts` as `FlowFollower` takes them. */
  constructor(table: FlowTable, stage: FlowStage, anomalies: Anomalies, servicePorts: Uint8Array) {
    this.#table = table;
    this.#stage = stage;
    this.#follower = new FlowFollower(table, stage, anomalies, this.timeline, servicePorts);
    this.#headers = new Uint8Array(table.buffer, SCRATCH, HEADERS);
    this.#results = new Float64Array(table.buffer, RESULTS, RESULT_COUNT);
  }

  get undecoded(): number {
    return this.#follower.undecoded;
  }

  get duplicates(): number {
    return this.#follower.duplicates;
  }

  frame(frame: Frame): void {
    const time = frame.time;
    this.packets++;
    this.bytes += frame.wireLength;
    if (time > this.lastTime) this.lastTime = time;
    if (time > this.watchedUntil || this.#interrupted) this.#watch(time);
    if (time < this.firstTime) this.firstTime = time;
    this.timeline.packet(time, frame.wireLength);
    const length = frame.end - frame.start;
    if (frame.wireLength > length) {
      this.cutFrames++;
      if (length > this.cutTo) this.cutTo = length;
    }
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
      const frames = results[RESULT.frames];
      if (frames === 0) return;
      const taken = results[RESULT.wireBytes];
      run.frames += frames;
      run.wireBytes += taken;
      place += frames * PLACES;
      this.packets += frames;
      this.bytes += taken;
      this.#follower.duplicates += results[RESULT.duplicates];
      const latest = results[RESULT.latest];
      if (latest > run.latest) run.latest = latest;
      if (latest > this.lastTime) this.lastTime = latest;
      if (latest > this.watchedUntil || this.#interrupted) this.#watch(latest);
      this.timeline.packet(from, taken);
      if (results[RESULT.stop] !== OUTCOME.visit) return;
      this.#table.time = results[RESULT.time];
      this.#table.place = place;
      const length = results[RESULT.length];
      decodePacket(this.#view, bytes, run.start - length, run.start, length, LINK_TYPE.ethernet);
      this.#visit();
    } while (run.start < end);
  }

  /** False when the frame is not plain. */
  #take(frame: Frame): boolean {
    const { bytes, start, end, wireLength } = frame;
    const length = end - start;
    if (length < HEADERS || wireLength !== length || frame.linkType !== LINK_TYPE.ethernet) return false;
    if (frame.namesProcess) return false;
    const table = this.#table;
    const at = bytes.buffer === table.buffer ? bytes.byteOffset + start : this.#copied(bytes, start);
    const outcome = table.kernel.take(at, length, table.time, table.place);
    if (outcome === OUTCOME.left) return false;
    if (outcome === OUTCOME.duplicate) this.#follower.duplicates++;
    if (outcome === OUTCOME.visit) {
      decodePacket(this.#view, bytes, start, end, wireLength, LINK_TYPE.ethernet);
      this.#visit();
    }
    return true;
  }

  /** Puts the headers of a frame where the kernel can read them, and says where. */
  #copied(bytes: Uint8Array, start: number): number {
    const headers = this.#headers;
    for (let at = 0; at < HEADERS; at++) headers[at] = bytes[start + at];
    return SCRATCH;
  }

  /** The packet of the view was counted, and the kernel says that it matters. */
  #visit(): void {
    const results = this.#results;
    const table = this.#table;
    table.opened = false;
    table.direction = results[RESULT.direction] as Direction;
    table.previousTime = results[RESULT.previousTime];
    table.previousPlace = results[RESULT.previousPlace];
    this.#follower.follow(results[RESULT.row], this.#view, results[RESULT.flags], results[RESULT.event]);
  }

  #decode(frame: Frame): void {
    const view = this.#view;
    decodePacket(view, frame.bytes, frame.start, frame.end, frame.wireLength, frame.linkType);
    const { pktapOffset } = view;
    this.#follower.packet(view, frame.linkType);
    if (pktapOffset >= 0 || frame.namesProcess) this.#attribute(frame, pktapOffset);
  }

  /** Finds the packet's flow once more, now that it is open: only captures of macOS come here. */
  #attribute(frame: Frame, pktapOffset: number): void {
    const view = this.#view;
    const { protocol } = view;
    if (view.sourcePort === 0 || (protocol !== IP_PROTOCOL.tcp && protocol !== IP_PROTOCOL.udp)) return;
    const row = this.#table.lookup(view, false);
    if (row >= 0) this.#stage.process(row, frame, pktapOffset);
  }

  /** Time has passed until `time`, ns, whether packets came or not. */
  advance(time: number): void {
    if (time > this.watchedUntil || this.#interrupted) this.#watch(time);
    this.sweep(time);
  }

  /** Ends all flows as they stand; later packets of theirs open new ones. Time may go on from anywhere. */
  interrupt(): void {
    const table = this.#table;
    this.end();
    for (let row = 0; row < table.count; row++) if (table.words[row * ROW_WORDS + ID] !== 0) table.expire(row);
    this.#interrupted = true;
    this.#sweptTime = Number.NEGATIVE_INFINITY;
  }

  #watch(time: number): void {
    this.watchedUntil = time;
    this.#interrupted = false;
  }

  /** Settles what has been idle for long enough at `time`. */
  sweep(time: number): void {
    this.#sweptTime = time;
    this.#sweptPackets = this.packets;
    const table = this.#table;
    for (let row = 0; row < table.count; row++) {
      const flags = table.words[row * ROW_WORDS + FLAGS];
      if (flags & FLAG.settled || table.words[row * ROW_WORDS + ID] === 0 || isFresh(table, row)) continue;
      const idle = time - table.numbers[row * ROW_NUMBERS + LAST_TIME];
      if (idle < CLOSED_LINGER || idle < idleLimit(flags)) continue;
      if (flags & FLAG.udp) this.#follower.retire(row);
      else this.settle(row);
    }
    this.#follower.expireFragments(time);
  }

  settle(row: number): void {
    this.#follower.settle(row);
  }

  /** Ends a flow of UDP, though it might go on: a later datagram of its tuple opens a new one. */
  retire(row: number): void {
    this.#follower.retire(row);
  }

  /** The capture has ended: every open flow is judged. */
  end(): void {
    const table = this.#table;
    for (let row = 0; row < table.count; row++) {
      if (table.words[row * ROW_WORDS + ID] !== 0 && !(table.words[row * ROW_WORDS + FLAGS] & FLAG.settled))
        this.settle(row);
    }
    this.#follower.expireFragments(Number.POSITIVE_INFINITY);
  }
}

/** Its first packet is not counted yet: it is the one for which the table makes room. */
function isFresh({ words }: FlowTable, row: number): boolean {
  return words[row * ROW_WORDS + PACKETS] + words[row * ROW_WORDS + PACKETS + 1] === 0;
}

function idleLimit(flags: number): number {
  if (flags & FLAG.udp) return UDP_IDLE;
  if (flags & FLAG.closed) return CLOSED_LINGER;
  const established =
    endpointState(flags, ORIGINATOR) === ENDPOINT.established ||
    endpointState(flags, RESPONDER) === ENDPOINT.established;
  return established ? ESTABLISHED_IDLE : ATTEMPT_IDLE;
}
