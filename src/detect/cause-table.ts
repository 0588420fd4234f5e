/** The flows that show a fault, by cause, within bounds: what every detector keeps between `flow` and `conclude`. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FrameAt } from '../flow/direction.ts';
import { type Exhibit, MAX_EXHIBITS } from './detector.ts';
import type { Overflow } from './memory.ts';

/** Causes of one rule. A cause names a row of the catalogue, so that only discriminators from the wire come near. */
export const MAX_CAUSES = 512;
/** Flows of one rule, over all causes; what comes beyond is not counted. */
export const MAX_SIGNS = 100_000;

/** One flow that shows a cause. */
export interface Sign<Detail> {
  readonly id: number;
  /** ns of the flow's latest packet. */
  readonly last: number;
  readonly detail: Detail;
  /** With the flow's facts and the frames to cite, for the first `MAX_EXHIBITS` of a cause. */
  readonly exhibit: Exhibit | undefined;
}

interface Cause<Detail> {
  readonly signs: Map<number, Sign<Detail>>;
  exhibits: number;
}

export class CauseTable<Detail> {
  readonly #causes = new Map<string, Cause<Detail>>();
  readonly #causesOfFlow = new Map<number, string[]>();
  readonly #overflow: Overflow;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  /** Whether anything was kept. */
  get empty(): boolean {
    return this.#causesOfFlow.size === 0;
  }

  /** A flow may show several causes. Returns true when it is kept as an exhibit. */
  keep(key: string, flow: FlowFacts, frames: readonly FrameAt[], detail: Detail): boolean {
    const cause = this.#cause(key);
    if (cause?.signs.has(flow.id)) return false;
    if (cause === undefined || this.#causesOfFlow.size >= MAX_SIGNS) {
      this.#overflow(flow.first);
      return false;
    }
    const shown = cause.exhibits < MAX_EXHIBITS;
    if (shown) cause.exhibits++;
    cause.signs.set(flow.id, {
      id: flow.id,
      last: flow.last.time,
      detail,
      exhibit: shown ? { flow, frames } : undefined,
    });
    const keys = this.#causesOfFlow.get(flow.id);
    if (keys === undefined) this.#causesOfFlow.set(flow.id, [key]);
    else keys.push(key);
    return shown;
  }

  /** Forgets a flow: later facts of it take the place of the earlier. */
  drop(id: number): void {
    const keys = this.#causesOfFlow.get(id);
    if (keys === undefined) return;
    this.#causesOfFlow.delete(id);
    for (const key of keys) {
      const cause = this.#causes.get(key)!;
      if (cause.signs.get(id)?.exhibit !== undefined) cause.exhibits--;
      cause.signs.delete(id);
    }
  }

  /** Causes with their signs by flow id. */
  *causes(): Iterable<readonly [cause: string, signs: readonly Sign<Detail>[]]> {
    for (const [key, { signs }] of this.#causes) {
      if (signs.size > 0) yield [key, [...signs.values()].sort((one, other) => one.id - other.id)];
    }
  }

  #cause(key: string): Cause<Detail> | undefined {
    const known = this.#causes.get(key);
    if (known !== undefined || this.#causes.size >= MAX_CAUSES) return known;
    const cause: Cause<Detail> = { signs: new Map(), exhibits: 0 };
    this.#causes.set(key, cause);
    return cause;
  }
}
