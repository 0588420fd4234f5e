/** Payload of one flow on its way to the probe: TCP through two reassembled streams, UDP datagram by datagram. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { type PendingBudget, type StreamSink, TcpStream } from '../flow/tcp-reassembly.ts';
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
  /** Payload of the packet at hand. */
  segment(direction: Direction, view: PacketView, clock: PacketClock): void;
  /** The flow is over: held segments are delivered, then the probe emits what it holds. */
  close(): void;
}

export class DatagramPayload implements FlowPayload {
  readonly #session: ProtocolSession;

  constructor(flow: SessionFlow, probes: readonly Probe[], host: SessionHost) {
    this.#session = new ProtocolSession(flow, probes, host, undefined);
  }

  get done(): boolean {
    return this.#session.done;
  }

  get unrecognised(): boolean {
    return this.#session.unrecognised;
  }

  segment(direction: Direction, view: PacketView, clock: PacketClock): void {
    const start = view.payloadOffset;
    this.#session.data(direction, view.bytes.subarray(start, start + view.payloadLength), clock.at());
  }

  close(): void {
    this.#session.close();
  }
}

export class StreamPayload implements FlowPayload {
  readonly #session: ProtocolSession;
  readonly #originator: DirectedStream;
  readonly #responder: DirectedStream;

  constructor(flow: SessionFlow, probes: readonly Probe[], host: SessionHost, budget: PendingBudget) {
    this.#session = new ProtocolSession(flow, probes, host, this);
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
    sink.stream.segment(sequence, bytes, payloadOffset, payloadLength, payloadWireLength, at, sink);
    if (this.#session.done) this.#stop();
  }

  skip(direction: Direction, bytes: number): void {
    this.#of(direction).stream.skip(bytes);
  }

  close(): void {
    for (const sink of [this.#originator, this.#responder]) sink.stream.flush(sink);
    this.#session.close();
    this.#stop();
  }

  #of(direction: Direction): DirectedStream {
    return direction === ORIGINATOR ? this.#originator : this.#responder;
  }

  #stop(): void {
    this.#originator.stream.close();
    this.#responder.stream.close();
  }
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
