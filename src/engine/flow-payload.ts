/** Payload of one flow on its way to the probe: TCP through two reassembled streams, UDP datagram by datagram. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { type PendingBudget, type StreamSink, TcpStream } from '../flow/tcp-reassembly.ts';
import type { Probe } from '../probe/probe.ts';
import { type PacketView, TCP_FLAG } from '../wire/packet-view.ts';
import { ProtocolSession, type SessionFlow, type SessionHost } from './protocol-session.ts';

export interface FlowPayload {
  /** Nothing more is wanted of this flow. */
  readonly done: boolean;
  /** Payload came and no probe recognised it. */
  readonly unrecognised: boolean;
  segment(direction: Direction, view: PacketView, at: FrameAt): void;
  /** The flow is over: held segments are delivered, then the probe emits what it holds. */
  close(): void;
}

export class DatagramPayload implements FlowPayload {
  readonly #session: ProtocolSession;

  constructor(flow: SessionFlow, probes: readonly Probe[], host: Omit<SessionHost, 'skip'>) {
    this.#session = new ProtocolSession(flow, probes, { ...host, skip: () => {} });
  }

  get done(): boolean {
    return this.#session.done;
  }

  get unrecognised(): boolean {
    return this.#session.unrecognised;
  }

  segment(direction: Direction, view: PacketView, at: FrameAt): void {
    const start = view.payloadOffset;
    this.#session.data(direction, view.bytes.subarray(start, start + view.payloadLength), at);
  }

  close(): void {
    this.#session.close();
  }
}

export class StreamPayload implements FlowPayload {
  readonly #session: ProtocolSession;
  readonly #streams: readonly [TcpStream, TcpStream];
  readonly #sinks: readonly [StreamSink, StreamSink];

  /** `firstSequence`: number of the first payload byte of a side that has been seen; undefined of one that has not. */
  constructor(
    flow: SessionFlow,
    probes: readonly Probe[],
    host: Omit<SessionHost, 'skip'>,
    firstSequence: (direction: Direction) => number | undefined,
    budget: PendingBudget,
  ) {
    const streams = [new TcpStream(budget), new TcpStream(budget)] as const;
    const session = new ProtocolSession(flow, probes, {
      ...host,
      skip: (direction, bytes) => streams[direction].skip(bytes),
    });
    const sinkOf = (direction: Direction): StreamSink => ({
      data: (bytes, at) => {
        session.data(direction, bytes, at);
        return !session.done;
      },
      gap: (missing, at) => {
        session.gap(direction, missing, at);
        return !session.done;
      },
    });
    for (const direction of [ORIGINATOR, RESPONDER] as const) {
      const first = firstSequence(direction);
      if (first !== undefined) streams[direction].start(first - 1);
    }
    this.#session = session;
    this.#streams = streams;
    this.#sinks = [sinkOf(ORIGINATOR), sinkOf(RESPONDER)];
  }

  get done(): boolean {
    return this.#session.done;
  }

  get unrecognised(): boolean {
    return this.#session.unrecognised;
  }

  segment(direction: Direction, view: PacketView, at: FrameAt): void {
    const { bytes, payloadOffset, payloadLength, payloadWireLength, sequence } = view;
    const syn = view.flags & TCP_FLAG.syn ? 1 : 0;
    const sink = this.#sinks[direction];
    this.#streams[direction].segment(sequence + syn, bytes, payloadOffset, payloadLength, payloadWireLength, at, sink);
    if (this.#session.done) this.#stop();
  }

  close(): void {
    this.#streams[ORIGINATOR].flush(this.#sinks[ORIGINATOR]);
    this.#streams[RESPONDER].flush(this.#sinks[RESPONDER]);
    this.#session.close();
    this.#stop();
  }

  #stop(): void {
    this.#streams[ORIGINATOR].close();
    this.#streams[RESPONDER].close();
  }
}
