/**
 * The payload of one flow on its way to a probe: recognises the protocol by content, then hands every byte to the probe's
 * session until that says `done`. A hand-over (CONNECT, StartTLS) recognises anew on the same flow.
 */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeFlow, ProbeSession, Transport, Via } from '../probe/probe.ts';
import { HEAD_BUDGET } from '../probe/probe.ts';

/** Datagrams that no probe recognises before a UDP flow is given up. */
const MAX_UNRECOGNISED_DATAGRAMS = 3;
/** Hand-overs on one flow: CONNECT within CONNECT ends here. */
const MAX_HAND_OVERS = 4;

/** What the session tells the engine. */
export interface SessionHost {
  recognised(protocol: string): void;
  observed(observation: AnyObservation): void;
  /** A probe threw: our defect, never the capture's fault. */
  failed(probe: string, error: unknown): void;
  skip(direction: Direction, bytes: number): void;
}

export interface SessionFlow {
  readonly transport: Transport;
  readonly originatorPort: number;
  readonly responderPort: number;
}

interface HeldBytes {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly at: FrameAt;
}

export class ProtocolSession implements ProbeFlow {
  readonly transport: Transport;
  readonly originatorPort: number;
  readonly responderPort: number;
  /** Nothing more is wanted of this flow. */
  done = false;
  /** Payload came and no probe recognised it. */
  unrecognised = false;

  readonly #probes: readonly Probe[];
  readonly #host: SessionHost;
  #candidates: readonly Probe[];
  #probe: Probe | undefined;
  #session: ProbeSession | undefined;
  #via: Via | undefined;
  #handOvers = 0;
  #held: HeldBytes[] = [];
  #heldBytes = [0, 0];
  #datagrams = 0;

  constructor(flow: SessionFlow, probes: readonly Probe[], host: SessionHost) {
    this.transport = flow.transport;
    this.originatorPort = flow.originatorPort;
    this.responderPort = flow.responderPort;
    this.#probes = probes;
    this.#candidates = probes;
    this.#host = host;
  }

  skip(direction: Direction, bytes: number): void {
    this.#host.skip(direction, bytes);
  }

  /** Bytes of one direction in order, or one datagram. The view is valid until the call returns. */
  data(direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    if (this.#session !== undefined) this.#give(direction, bytes, at);
    else if (!this.done) this.#recognise(direction, bytes, at);
  }

  /** `missing` bytes were never captured. Before recognition that ends the attempt: heads with holes recognise nothing. */
  gap(direction: Direction, missing: number, at: FrameAt): void {
    const session = this.#session;
    if (session !== undefined) this.#answer(direction, at, undefined, () => session.gap(direction, missing, at));
    else this.#giveUp();
  }

  close(): void {
    const session = this.#session;
    this.#session = undefined;
    this.done = true;
    this.#held = [];
    if (session !== undefined) this.#guard(() => session.close());
  }

  #recognise(direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    const head = this.#headWith(direction, bytes);
    const undecided: Probe[] = [];
    for (const probe of this.#candidates) {
      const answer = this.#guard(() => probe.recognise(head, direction, this), probe) ?? 'reject';
      if (answer === 'match') {
        this.#open(probe, direction, bytes, at);
        return;
      }
      if (answer === 'more') undecided.push(probe);
    }
    if (this.transport === 'udp') {
      if (++this.#datagrams >= MAX_UNRECOGNISED_DATAGRAMS) this.#giveUp();
      return;
    }
    this.#candidates = undecided;
    this.#heldBytes[direction] += bytes.length;
    if (undecided.length === 0 || this.#heldBytes[direction] > HEAD_BUDGET) this.#giveUp();
    else this.#held.push({ direction, bytes: bytes.slice(), at });
  }

  /** The bytes of this direction from its start: those held before, and the new ones. */
  #headWith(direction: Direction, bytes: Uint8Array): Uint8Array {
    if (this.#heldBytes[direction] === 0) return bytes;
    const head = new Uint8Array(this.#heldBytes[direction] + bytes.length);
    let at = 0;
    for (const held of this.#held) {
      if (held.direction !== direction) continue;
      head.set(held.bytes, at);
      at += held.bytes.length;
    }
    head.set(bytes, at);
    return head;
  }

  #open(probe: Probe, direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    this.#probe = probe;
    this.#session = probe.open(this, (observation) => this.#emit(observation));
    if (this.#via === undefined) this.#host.recognised(probe.name);
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = [0, 0];
    for (const piece of held) this.data(piece.direction, piece.bytes, piece.at);
    this.data(direction, bytes, at);
  }

  #emit(observation: AnyObservation): void {
    this.#host.observed(this.#via === undefined ? observation : { ...observation, via: this.#via });
  }

  #give(direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    const session = this.#session!;
    this.#answer(direction, at, bytes, () => session.data(direction, bytes, at));
  }

  #answer(direction: Direction, at: FrameAt, bytes: Uint8Array | undefined, ask: () => ProbeAnswer): void {
    const answer = this.#guard(ask) ?? 'done';
    if (answer === 'continue') return;
    this.close();
    if (answer === 'done' || bytes === undefined || ++this.#handOvers > MAX_HAND_OVERS) return;
    this.done = false;
    this.#via = answer.via;
    this.#candidates = this.#probes;
    if (answer.handOver < bytes.length) this.data(direction, bytes.subarray(answer.handOver), at);
  }

  #giveUp(): void {
    this.unrecognised = this.#via === undefined;
    this.close();
  }

  /** Runs probe code: one that throws is out for this flow, counted and reported, and the analysis goes on. */
  #guard<Result>(call: () => Result, probe = this.#probe): Result | undefined {
    try {
      return call();
    } catch (error) {
      this.#host.failed(probe?.name ?? 'unknown', error);
      return undefined;
    }
  }
}

/** The sides' order, for loops over both. */
export const DIRECTIONS = [ORIGINATOR, RESPONDER] as const;
