/** The shape of a probe: flow bytes -> observations. One file per protocol, one line each in `registry.ts`. */
import type { Direction, FrameAt } from '../flow/direction.ts';

export type Transport = 'tcp' | 'udp';

/** `more`: the bytes so far fit but do not decide; asked again with more of them, up to `HEAD_BUDGET`. */
export type Recognition = 'match' | 'reject' | 'more';

/** How many bytes per direction the engine keeps while no probe has matched. */
export const HEAD_BUDGET = 4096;

/**
 * `continue`: more bytes, please. `done`: nothing further is wanted and reassembly of the flow stops (the main lever on
 * speed and memory). A hand-over says that another protocol starts at `offset` of the bytes just given: the engine
 * recognises anew on the same flow, and later observations carry `via`.
 */
export type ProbeAnswer = 'continue' | 'done' | { readonly handOver: number; readonly via: Via };

/** How a flow came to carry a second protocol. */
export type Via = 'connect' | 'socks' | 'starttls' | 'mysql';

/** What every observation carries. Each probe declares its own kinds as a union over this. */
export interface AnyObservation {
  readonly kind: string;
  readonly at: FrameAt;
  readonly from: Direction;
  /** Set by the engine when the protocol began after a hand-over. */
  readonly via?: Via;
}

/** What a probe may know of its flow, and ask of the engine. */
export interface ProbeFlow {
  readonly transport: Transport;
  readonly originatorPort: number;
  readonly responderPort: number;
  /**
   * The next `bytes` bytes of the stream in this direction are not wanted: the engine passes over them without
   * reassembling (TCP only, counted from the end of the bytes given to the running `data` call).
   */
  skip(direction: Direction, bytes: number): void;
}

export interface ProbeSession {
  /** All that was asked was answered, and nothing need be waited for. */
  readonly atRest?: boolean;
  /**
   * Bytes of one direction in stream order (TCP) or one datagram (UDP). The view is valid until the call returns.
   * `at` is the frame that carried its first byte.
   */
  data(direction: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer;
  /** `missing` bytes of this direction were never captured; the stream goes on behind them. */
  gap(direction: Direction, missing: number, at: FrameAt): ProbeAnswer;
  /** The flow ended or was evicted: emit what is still held. */
  close(): void;
}

export interface Probe<Emitted extends AnyObservation = AnyObservation> {
  /** The protocol's name in reports. */
  readonly name: string;
  readonly transports: readonly Transport[];
  /** Order of asking, never a verdict. */
  readonly usualPorts: readonly number[];
  /** Judges the first bytes of one direction (TCP: from the stream's start; UDP: one datagram). Content decides. */
  recognise(head: Uint8Array, direction: Direction, flow: ProbeFlow): Recognition;
  open(flow: ProbeFlow, emit: (observation: Emitted) => void): ProbeSession;
}

/** The observations that a probe emits. */
export type EmittedBy<P> = P extends Probe<infer Emitted> ? Emitted : never;
