/** Payload of one flow on its way to the probe: TCP through two reassembled streams, UDP datagram by datagram. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { type PendingBudget, SEGMENT_OVERHEAD, type StreamSink, TcpStream } from '../flow/tcp-reassembly.ts';
import type { Probe } from '../probe/probe.ts';
import { type PacketView, TCP_FLAG } from '../wire/packet-view.ts';
import { ProtocolSession, type SessionFlow, type SessionHost } from './protocol-session.ts';

/** Tells the frame of the packet at hand: only asked for bytes that are wanted. */
export interface PacketClock {
  at(): FrameAt;
}

export interface FlowPayload {
  /** Nothing more is wanted of this flow. */
  readonly done: boolean;
  /** Payload came and no probe recognised it. */
  readonly unrecognised: boolean;
  /** Datagrams, and all that was asked was answered. */
  readonly atRest: boolean;
  /** The sequence number in front of which payload of this side is not wanted, where there is one. */
  passed(direction: Direction): number | undefined;
  /** Payload of the packet at hand. */
  segment(direction: Direction, view: PacketView, clock: PacketClock): void;
  /** The flow is over: held segments are delivered, then the probe emits what it holds. */
  close(): void;
}

export class DatagramPayload implements FlowPayload {
  readonly #session: ProtocolSession;

  /** `strange` datagrams came before, which no probe recognised. */
  constructor(flow: SessionFlow, probes: readonly Probe[], host: SessionHost, strange = 0) {
    this.#session = new ProtocolSession(flow, probes, host, undefined, strange);
  }

  get done(): boolean {
    return this.#session.done;
  }

  get unrecognised(): boolean {
    return this.#session.unrecognised;
  }

  get atRest(): boolean {
    return this.#session.atRest;
  }

  passed(): undefined {
    return undefined;
  }

  segment(direction: Direction, view: PacketView, clock: PacketClock): void {
    const start = view.payloadOffset;
    this.#session.data(direction, view.bytes.subarray(start, start + view.payloadLength), clock.at());
  }

  close(): void {
    this.#session.close();
  }
}

/** Segments that wait for bytes of the other side. More of them mean a loss rather than a change of order. */
const MAX_WAITING = 32;

/** A segment that acknowledges bytes which the capture has not shown yet. */
interface Waiting {
  readonly direction: Direction;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly bytes: Uint8Array;
  readonly wireLength: number;
  readonly at: FrameAt;
}

const NOTHING_WAITS: Waiting[] = [];

/**
 * Both sides of a TCP flow in the order of cause and effect: cards with several queues hand an answer up before its question,
 * so a segment that acknowledges what was not delivered yet waits for it. Whatever order the segments were captured in, the
 * probe sees the same.
 */
export class StreamPayload implements FlowPayload {
  readonly atRest = false;
  readonly #session: ProtocolSession;
  readonly #originator: DirectedStream;
  readonly #responder: DirectedStream;
  readonly #budget: PendingBudget;
  #waiting = NOTHING_WAITS;
  /** Too many waited: what they wait for was lost. */
  #hasLoss = false;

  constructor(flow: SessionFlow, probes: readonly Probe[], host: SessionHost, budget: PendingBudget) {
    this.#session = new ProtocolSession(flow, probes, host, this);
    this.#budget = budget;
    this.#originator = new DirectedStream(ORIGINATOR, this.#session, budget);
    this.#responder = new DirectedStream(RESPONDER, this.#session, budget);
  }

  get done(): boolean {
    return this.#session.done;
  }

  get unrecognised(): boolean {
    return this.#session.unrecognised;
  }

  /** `sequence` is the number of this side's first payload byte, known from its SYN. */
  start(direction: Direction, sequence: number): void {
    this.#of(direction).stream.start(sequence - 1);
  }

  segment(direction: Direction, view: PacketView, clock: PacketClock): void {
    const { bytes, payloadOffset, payloadLength, payloadWireLength } = view;
    const sequence = view.flags & TCP_FLAG.syn ? view.sequence + 1 : view.sequence;
    const sink = this.#of(direction);
    if (sink.stream.hasPassed(sequence, payloadWireLength)) return;
    const at = clock.at();
    if (this.#mustWait(direction, view)) {
      // Not `slice`, which on a `Buffer` copies nothing.
      const copy = new Uint8Array(bytes.subarray(payloadOffset, payloadOffset + payloadLength));
      const { acknowledgement } = view;
      this.#wait({ direction, sequence, acknowledgement, bytes: copy, wireLength: payloadWireLength, at });
    } else {
      sink.stream.segment(sequence, bytes, payloadOffset, payloadLength, payloadWireLength, at, sink);
      if (this.#waiting.length > 0) this.#release();
    }
    if (this.#session.done) this.#stop();
  }

  passed(direction: Direction): number | undefined {
    return this.#of(direction).stream.passed;
  }

  skip(direction: Direction, bytes: number): void {
    this.#of(direction).stream.skip(bytes);
  }

  close(): void {
    this.#releaseAll();
    for (const sink of [this.#originator, this.#responder]) sink.stream.flush(sink);
    this.#session.close();
    this.#stop();
  }

  #mustWait(direction: Direction, view: PacketView): boolean {
    if (this.#hasLoss || !(view.flags & TCP_FLAG.ack)) return false;
    return this.#of(direction === ORIGINATOR ? RESPONDER : ORIGINATOR).stream.isBehind(view.acknowledgement);
  }

  /** Where a bound bites, what was waited for counts as lost. */
  #wait(segment: Waiting): void {
    if (this.#waiting === NOTHING_WAITS) this.#waiting = [];
    this.#waiting.push(segment);
    this.#budget.bytes += costOf(segment);
    if (this.#waiting.length < MAX_WAITING && this.#budget.bytes <= this.#budget.limit) return;
    this.#hasLoss = true;
    this.#releaseAll();
  }

  /** Delivers what waited for bytes that are there now. */
  #release(): void {
    for (let index = 0; index < this.#waiting.length; index++) {
      const { direction, acknowledgement } = this.#waiting[index];
      if (this.#of(direction === ORIGINATOR ? RESPONDER : ORIGINATOR).stream.isBehind(acknowledgement)) continue;
      const [segment] = this.#waiting.splice(index, 1);
      this.#budget.bytes -= costOf(segment);
      this.#deliver(segment);
      // What it brought may be what others wait for.
      index = -1;
    }
  }

  #releaseAll(): void {
    for (const segment of this.#forget()) this.#deliver(segment);
  }

  /** Gives back what the waiting segments cost, and returns them. */
  #forget(): readonly Waiting[] {
    const waiting = this.#waiting;
    this.#waiting = NOTHING_WAITS;
    for (const segment of waiting) this.#budget.bytes -= costOf(segment);
    return waiting;
  }

  #deliver({ direction, sequence, bytes, wireLength, at }: Waiting): void {
    const sink = this.#of(direction);
    sink.stream.segment(sequence, bytes, 0, bytes.length, wireLength, at, sink);
  }

  #of(direction: Direction): DirectedStream {
    return direction === ORIGINATOR ? this.#originator : this.#responder;
  }

  #stop(): void {
    this.#forget();
    this.#originator.stream.close();
    this.#responder.stream.close();
  }
}

function costOf({ bytes }: Waiting): number {
  return bytes.length + SEGMENT_OVERHEAD;
}

class DirectedStream implements StreamSink {
  readonly stream: TcpStream;
  readonly #direction: Direction;
  readonly #session: ProtocolSession;

  constructor(direction: Direction, session: ProtocolSession, budget: PendingBudget) {
    this.stream = new TcpStream(budget);
    this.#direction = direction;
    this.#session = session;
  }

  data(bytes: Uint8Array, at: FrameAt): boolean {
    this.#session.data(this.#direction, bytes, at);
    return !this.#session.done;
  }

  gap(missing: number, at: FrameAt): boolean {
    this.#session.gap(this.#direction, missing, at);
    return !this.#session.done;
  }
}
