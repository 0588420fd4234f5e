/**
 * A conversation written down, played to a probe the way the engine plays it:
 *
 *     script(tls).originator(hex`16 0301 …`).responder(hex`16 0303 …`).expect([{ kind: 'tls-client-hello', from: 0 }, …]);
 *
 * A script over TCP is played whole and again cut into pieces of 1, 3 and 64 bytes: observations and answer must not
 * differ. A script that never comes to `expect` fails its test.
 */
import { expect, onTestFinished } from 'vitest';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import {
  type AnyObservation,
  HEAD_BUDGET,
  type Probe,
  type ProbeAnswer,
  type ProbeFlow,
  type ProbeSession,
  type Transport,
  type Via,
} from '../../src/probe/probe.ts';
import { concat } from './hex.ts';

export interface ScriptOptions {
  /** The probe's first transport unless given. */
  transport?: Transport;
  originatorPort?: number;
  /** The probe's first usual port unless given. */
  responderPort?: number;
  /** `false`: the session is opened at once, as after a hand-over that the engine has already recognised. */
  recognise?: boolean;
}

/** Where a script ended: unrecognised, still listening, done, or handed over at an offset of that direction's stream. */
export type ScriptAnswer = 'reject' | 'more' | 'continue' | 'done' | { handOver: number; from: Direction; via: Via };

export interface Replay<Emitted> {
  observations: Emitted[];
  answer: ScriptAnswer;
}

/** The length of the next piece, asked until the step's bytes are used up; less than 1 counts as 1. */
export type Cut = (left: number) => number;

type Step =
  | { kind: 'bytes'; direction: Direction; bytes: Uint8Array; at: FrameAt }
  | { kind: 'gap'; direction: Direction; missing: number; at: FrameAt };

/** Begins a script. Each step is one frame, numbered from 1, a millisecond after the one before. */
export function script<Emitted extends AnyObservation>(
  probe: Probe<Emitted>,
  options: ScriptOptions = {},
): ProbeScript<Emitted> {
  return new ProbeScript(probe, options);
}

export class ProbeScript<Emitted extends AnyObservation> {
  readonly #probe: Probe<Emitted>;
  readonly #options: ScriptOptions;
  #asserted = false;
  readonly #steps: Step[] = [];

  constructor(probe: Probe<Emitted>, options: ScriptOptions) {
    this.#probe = probe;
    this.#options = options;
    try {
      onTestFinished(() => {
        if (!this.#asserted) throw new Error('a probe script never came to expect()');
      });
    } catch {
      // Outside a test there is none to fail: what such a script gives is used by its file.
    }
  }

  originator(...pieces: readonly (Uint8Array | string)[]): this {
    return this.#say(ORIGINATOR, pieces);
  }

  responder(...pieces: readonly (Uint8Array | string)[]): this {
    return this.#say(RESPONDER, pieces);
  }

  gap(direction: Direction, missing: number): this {
    this.#steps.push({ kind: 'gap', direction, missing, at: this.#nextFrame() });
    return this;
  }

  /** Compares with `toMatchObject`, so expectations may name only what matters; their number must be exact. */
  expect(observations: readonly object[], answer?: ScriptAnswer): void {
    const whole = this.replay();
    expect(whole.observations).toMatchObject(observations);
    if (answer !== undefined) expect(whole.answer).toEqual(answer);
    if (this.#transport === 'udp') return;
    for (const size of [1, 3, 64])
      expect(
        this.replay(() => size),
        `cut into pieces of ${size}`,
      ).toEqual(whole);
  }

  /** Plays the script once, each step cut as told. Counts as asserted: the caller compares. */
  replay(cut: Cut = (left) => left): Replay<Emitted> {
    this.#asserted = true;
    const player = new Player(this.#probe, this.#transport, this.#options);
    for (const step of this.#steps) {
      if (step.kind === 'gap') player.gap(step);
      else for (const bytes of pieces(step.bytes, cut)) player.bytes({ ...step, bytes });
    }
    return player.close();
  }

  get #transport(): Transport {
    return this.#options.transport ?? this.#probe.transports[0];
  }

  #say(direction: Direction, said: readonly (Uint8Array | string)[]): this {
    this.#steps.push({ kind: 'bytes', direction, bytes: concat(...said), at: this.#nextFrame() });
    return this;
  }

  #nextFrame(): FrameAt {
    const frame = this.#steps.length + 1;
    return { input: 0, frame, time: frame * 1_000_000 };
  }
}

/** What the engine does for one flow: recognise, replay the head, honour `skip`, stop when told. */
class Player<Emitted extends AnyObservation> {
  answer: ScriptAnswer = 'more';
  readonly #observations: Emitted[] = [];
  readonly #probe: Probe<Emitted>;
  readonly #flow: ProbeFlow;
  readonly #heads: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  readonly #held: Step[] = [];
  readonly #toSkip: [number, number] = [0, 0];
  readonly #played: [number, number] = [0, 0];
  #session: ProbeSession | undefined;

  constructor(probe: Probe<Emitted>, transport: Transport, options: ScriptOptions) {
    this.#probe = probe;
    this.#flow = {
      transport,
      originatorPort: options.originatorPort ?? 50_000,
      responderPort: options.responderPort ?? probe.usualPorts[0] ?? 0,
      skip: (direction, bytes) => {
        this.#toSkip[direction] += bytes;
      },
    };
    if (options.recognise === false) this.#open();
  }

  bytes(step: Extract<Step, { kind: 'bytes' }>): void {
    if (this.#session) this.#deliver(step);
    else if (this.answer === 'more') this.#recognise(step);
  }

  #recognise(step: Extract<Step, { kind: 'bytes' }>): void {
    this.#held.push(step);
    const head = this.#flow.transport === 'udp' ? step.bytes : concat(this.#heads[step.direction], step.bytes);
    this.#heads[step.direction] = head;
    const recognition = this.#probe.recognise(head.slice(0, HEAD_BUDGET), step.direction, this.#flow);
    if (recognition === 'match') this.#open();
    else if (recognition === 'reject') this.answer = 'reject';
  }

  gap(step: Extract<Step, { kind: 'gap' }>): void {
    if (this.#session) this.#deliver(step);
    else this.#held.push(step);
  }

  close(): Replay<Emitted> {
    this.#session?.close();
    return { observations: this.#observations, answer: this.answer };
  }

  #open(): void {
    this.answer = 'continue';
    this.#session = this.#probe.open(this.#flow, (observation) => this.#observations.push(observation));
    for (const step of this.#held.splice(0)) this.#deliver(step);
  }

  #deliver(step: Step): void {
    if (this.answer !== 'continue') return;
    const length = step.kind === 'gap' ? step.missing : step.bytes.length;
    const skipped = Math.min(length, this.#toSkip[step.direction]);
    this.#toSkip[step.direction] -= skipped;
    this.#played[step.direction] += skipped;
    if (skipped === length && length > 0) return;
    this.answer = this.#settled(this.#tell(step, skipped), step.direction);
    this.#played[step.direction] += length - skipped;
  }

  /** The bytes are overwritten after the call, so that a probe which keeps a view instead of a copy is found out. */
  #tell(step: Step, skipped: number): ProbeAnswer {
    if (step.kind === 'gap') return this.#session!.gap(step.direction, step.missing - skipped, step.at);
    const view = step.bytes.slice(skipped);
    const answer = this.#session!.data(step.direction, view, step.at);
    view.fill(0xee);
    return answer;
  }

  #settled(answer: ProbeAnswer, from: Direction): ScriptAnswer {
    if (typeof answer === 'string') return answer;
    return { handOver: this.#played[from] + answer.handOver, from, via: answer.via };
  }
}

function* pieces(bytes: Uint8Array, cut: Cut): Generator<Uint8Array> {
  if (bytes.length === 0) yield bytes;
  for (let at = 0; at < bytes.length; ) {
    const end = at + Math.max(1, Math.min(cut(bytes.length - at), bytes.length - at));
    yield bytes.subarray(at, end);
    at = end;
  }
}
