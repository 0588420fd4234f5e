/**
 * The payload of one flow on its way to a probe: recognises the protocol by content, then hands every byte to the probe's
 * session until that says `done`. A hand-over (CONNECT, StartTLS) recognises anew on the same flow.
 */
import type { Direction, FrameAt } from '../flow/direction.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeFlow, ProbeSession, Transport, Via } from '../probe/probe.ts';
import { HEAD_BUDGET } from '../probe/probe.ts';

/** Datagrams that no probe recognises before a UDP flow is given up. */
export const MAX_UNRECOGNISED_DATAGRAMS = 3;
/** Hand-overs on one flow: CONNECT within CONNECT ends here. */
const MAX_HAND_OVERS = 4;

/** Whom the session tells. */
export interface SessionHost {
  recognised(protocol: string): void;
  observed(observation: AnyObservation): void;
  /** A probe threw: our defect, never the capture's fault. */
  failed(probe: string, error: unknown): void;
}

export interface SessionFlow {
  readonly transport: Transport;
  readonly originatorPort: number;
  readonly responderPort: number;
}

/** Passes over bytes of a stream; datagrams have none to pass over. */
export interface Skipper {
  skip(direction: Direction, bytes: number): void;
}

interface HeldBytes {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly at: FrameAt;
}

const NOTHING_HELD: HeldBytes[] = [];

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
  readonly #skipper: Skipper | undefined;
  #candidates: readonly Probe[];
  #probe: Probe | undefined;
  #session: ProbeSession | undefined;
  #via: Via | undefined;
  #handOvers = 0;
  /** Bytes that no probe has recognised yet, in order of arrival. */
  #held = NOTHING_HELD;
  #datagrams: number;

  /** `datagrams` came before and were not recognised. */
  constructor(
    flow: SessionFlow,
    probes: readonly Probe[],
    host: SessionHost,
    skipper: Skipper | undefined,
    datagrams = 0,
  ) {
    this.transport = flow.transport;
    this.originatorPort = flow.originatorPort;
    this.responderPort = flow.responderPort;
    this.#probes = probes;
    this.#candidates = probes;
    this.#host = host;
    this.#skipper = skipper;
    this.#datagrams = datagrams;
  }

  /** See `ProbeSession`. */
  get atRest(): boolean {
    return this.#session?.atRest === true;
  }

  skip(direction: Direction, bytes: number): void {
    this.#skipper?.skip(direction, bytes);
  }

  /** Bytes of one direction in order, or one datagram. The view is valid until the call returns. */
  data(direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    if (this.done) return;
    if (this.#session === undefined) {
      this.#recognise(direction, bytes, at);
      return;
    }
    let answer: ProbeAnswer;
    try {
      answer = this.#session.data(direction, bytes, at);
    } catch (error) {
      this.#fail(this.#probe, error);
      return;
    }
    if (answer !== 'continue') this.#end(answer, direction, bytes, at);
  }

  /** `missing` bytes were never captured. Before recognition that ends the attempt: heads with holes recognise nothing. */
  gap(direction: Direction, missing: number, at: FrameAt): void {
    if (this.done) return;
    if (this.#session === undefined) {
      this.#giveUp();
      return;
    }
    try {
      if (this.#session.gap(direction, missing, at) !== 'continue') this.close();
    } catch (error) {
      this.#fail(this.#probe, error);
    }
  }

  close(): void {
    const session = this.#session;
    this.#session = undefined;
    this.done = true;
    this.#held = NOTHING_HELD;
    try {
      session?.close();
    } catch (error) {
      this.#host.failed(this.#probe?.name ?? '', error);
    }
  }

  #recognise(direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    const head = this.#headWith(direction, bytes);
    const probe = this.#ask(head, direction);
    if (probe !== undefined) {
      this.#open(probe, direction, bytes, at);
    } else if (this.transport === 'udp') {
      if (++this.#datagrams >= MAX_UNRECOGNISED_DATAGRAMS) this.#giveUp();
    } else if (this.#candidates.length === 0 || head.length > HEAD_BUDGET) {
      this.#giveUp();
    } else {
      if (this.#held === NOTHING_HELD) this.#held = [];
      this.#held.push({ direction, bytes: bytes.slice(), at });
    }
  }

  /** The probe that matches. Of a stream, those that reject are not asked again. */
  #ask(head: Uint8Array, direction: Direction): Probe | undefined {
    let undecided: Probe[] | undefined;
    for (const probe of this.#candidates) {
      try {
        const answer = probe.recognise(head, direction, this);
        if (answer === 'match') return probe;
        if (answer !== 'more') continue;
        undecided ??= [];
        undecided.push(probe);
      } catch (error) {
        this.#host.failed(probe.name, error);
      }
    }
    if (this.transport === 'tcp') this.#candidates = undecided ?? [];
    return undefined;
  }

  /** The bytes of this direction from its start: those held before, and the new ones. */
  #headWith(direction: Direction, bytes: Uint8Array): Uint8Array {
    const held = this.#held.filter((piece) => piece.direction === direction);
    if (held.length === 0) return bytes;
    const head = new Uint8Array(held.reduce((sum, piece) => sum + piece.bytes.length, bytes.length));
    let at = 0;
    for (const piece of held) {
      head.set(piece.bytes, at);
      at += piece.bytes.length;
    }
    head.set(bytes, at);
    return head;
  }

  #open(probe: Probe, direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    this.#probe = probe;
    try {
      this.#session = probe.open(this, (observation) => this.#emit(observation));
    } catch (error) {
      this.#fail(probe, error);
      return;
    }
    if (this.#via === undefined) this.#host.recognised(probe.name);
    const held = this.#held;
    this.#held = NOTHING_HELD;
    for (const piece of held) this.data(piece.direction, piece.bytes, piece.at);
    this.data(direction, bytes, at);
  }

  #emit(observation: AnyObservation): void {
    this.#host.observed(this.#via === undefined ? observation : { ...observation, via: this.#via });
  }

  #end(answer: Exclude<ProbeAnswer, 'continue'>, direction: Direction, bytes: Uint8Array, at: FrameAt): void {
    this.close();
    if (answer === 'done' || ++this.#handOvers > MAX_HAND_OVERS) return;
    this.done = false;
    this.#via = answer.via;
    this.#candidates = this.#probes;
    if (answer.handOver < bytes.length) this.data(direction, bytes.subarray(answer.handOver), at);
  }

  #giveUp(): void {
    this.unrecognised = this.#via === undefined;
    this.close();
  }

  /** A probe that throws is out for this flow, and the analysis goes on. */
  #fail(probe: Probe | undefined, error: unknown): void {
    this.#session = undefined;
    this.done = true;
    this.#host.failed(probe?.name ?? '', error);
  }
}
