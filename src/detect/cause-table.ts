/** The flows that show a fault, by cause, within bounds: what every detector keeps between `flow` and `conclude`. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FrameAt } from '../flow/direction.ts';
import { type Exhibit, type FindingDraft, MAX_EXHIBITS } from './detector.ts';
import type { Exhibits } from './exhibits.ts';
import type { Overflow } from './memory.ts';

/** Causes of one rule; the one that showed longest ago makes room. A cause names a row of the catalogue, so that only discriminators from the wire come near. */
export const MAX_CAUSES = 512;
/** Flows of one rule, over all causes: the latest are counted. */
export const MAX_SIGNS = 100_000;
/** The same of a capture that goes on. */
export const MAX_LIVE_SIGNS = 10_000;

/** Exhibits of one rule in a capture that goes on, some KB each; beyond, a cause gets `SOME` in place of `MAX_EXHIBITS`. */
export const MAX_LIVE_EXHIBITS = 2000;
export const SOME = 5;

/** ns without a failure, behind which a capture that goes on shows the next ones too: another trouble, maybe days later. */
export const PAUSE = 60e9;

/** Flows of one rule that a capture which goes on weighs anew for one snapshot: of causes that at most `FEW` show, and of all others. */
const MAX_WEIGHED = 500;
const FEW = 100;

/** One flow that shows a cause. */
export interface Sign<Detail> {
  readonly id: number;
  /** ns of the flow's latest packet. */
  readonly last: number;
  readonly detail: Detail;
  /** With the flow's facts and the frames to cite, for `MAX_EXHIBITS` of a cause: the first, or the first and those behind a pause. */
  readonly exhibit: Exhibit | undefined;
}

interface Cause<Detail> {
  readonly signs: Map<number, Sign<Detail>>;
  /** The same by flow id, until they change. */
  ordered: readonly Sign<Detail>[] | undefined;
  exhibits: number;
  /** Number of its latest sign, over all causes. */
  latest: number;
  /** ns of that sign's latest packet. */
  time: number;
  /** What was made of it last, and when, by number. */
  draft: FindingDraft | undefined;
  weighed: number;
}

export class CauseTable<Detail> {
  readonly #causes = new Map<string, Cause<Detail>>();
  /** By flow, the flow that was kept longest ago first. */
  readonly #causesOfFlow = new Map<number, string[]>();
  readonly #overflow: Overflow;
  readonly #exhibits: Exhibits;
  #kept = 0;
  #weighed = 0;
  /** Whether only so much is weighed anew at a time. */
  #isLive: boolean;
  /** Flows that may be weighed anew of causes that more than `FEW` show: negative for as long as one cause took more than its share. */
  #allowed = 0;
  readonly #most: number;
  /** Exhibits, and how many there may be before causes get fewer. */
  #shown = 0;
  readonly #mostShown: number;
  /** One walk over the flows for good: to begin anew for each that is forgotten would pass over the holes of all before it. */
  #oldest: Iterator<number> | undefined;

  /** `exhibits`: where flows are noted as long as their facts are kept. `live`: the capture goes on. */
  constructor(overflow: Overflow, exhibits: Exhibits, live = false) {
    this.#overflow = overflow;
    this.#exhibits = exhibits;
    this.#most = live ? MAX_LIVE_SIGNS : MAX_SIGNS;
    this.#mostShown = live ? MAX_LIVE_EXHIBITS : Number.POSITIVE_INFINITY;
    this.#isLive = live;
  }

  /** Whether anything is kept. */
  get empty(): boolean {
    return this.#causesOfFlow.size === 0;
  }

  /** A flow may show several causes. Returns true when it is kept as an exhibit. */
  keep(key: string, flow: FlowFacts, frames: readonly FrameAt[], detail: Detail): boolean {
    const cause = this.#cause(key);
    if (cause.signs.has(flow.id)) return false;
    const keys = this.#causesOfFlow.get(flow.id);
    if (keys === undefined && this.#causesOfFlow.size >= this.#most) this.#forgetOldest();
    const most = this.#shown < this.#mostShown ? MAX_EXHIBITS : SOME;
    if (this.#isLive && cause.exhibits >= most && flow.first.time - cause.time >= PAUSE) this.#hide(cause, most >> 1);
    const shown = cause.exhibits < most;
    if (shown) {
      cause.exhibits++;
      this.#shown++;
      this.#exhibits.add(flow.id);
    }
    cause.latest = ++this.#kept;
    cause.time = Math.max(cause.time, flow.last.time);
    cause.ordered = undefined;
    cause.signs.set(flow.id, {
      id: flow.id,
      last: flow.last.time,
      detail,
      exhibit: shown ? { flow, frames } : undefined,
    });
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
      this.#remove(this.#causes.get(key)!, id);
    }
  }

  #remove(cause: Cause<Detail>, id: number): void {
    if (cause.signs.get(id)?.exhibit !== undefined) this.#unshow(cause, id);
    cause.signs.delete(id);
    cause.ordered = undefined;
  }

  /** Of the flows kept with their facts, all but the first go on without. */
  #hide(cause: Cause<Detail>, first: number): void {
    let seen = 0;
    for (const sign of cause.signs.values()) {
      if (sign.exhibit === undefined || ++seen <= first) continue;
      this.#unshow(cause, sign.id);
      cause.signs.set(sign.id, { ...sign, exhibit: undefined });
    }
  }

  #unshow(cause: Cause<Detail>, id: number): void {
    cause.exhibits--;
    this.#shown--;
    this.#exhibits.remove(id);
  }

  /** Causes with their signs by flow id. */
  *causes(): Iterable<readonly [cause: string, signs: readonly Sign<Detail>[]]> {
    for (const [key, cause] of this.#causes) if (cause.signs.size > 0) yield [key, inOrder(cause)];
  }

  /**
   * What `draft` makes of each cause. While the capture goes on, causes of more than `MAX_WEIGHED` flows are weighed anew in their turn only,
   * new ones first: to weigh thousands of flows four times a second would leave no time to read packets. Those that few flows show do not
   * wait for the others.
   */
  drafts(draft: (cause: string, signs: readonly Sign<Detail>[]) => FindingDraft | undefined): FindingDraft[] {
    const causes = [...this.#causes].filter(([, { signs }]) => signs.size > 0);
    for (const [key, cause] of this.#isLive ? this.#inTurn(causes) : causes) {
      cause.draft = draft(key, inOrder(cause));
      cause.weighed = ++this.#weighed;
    }
    return causes.flatMap(([, cause]) => cause.draft ?? []);
  }

  /** The capture has ended: everything is weighed from now on. */
  end(): void {
    this.#isLive = false;
  }

  /** Forgets what showed before `time` (ns); of a cause that showed since, the flows that were kept with their facts stay. */
  forgetBefore(time: number): void {
    for (const [key, cause] of this.#causes) {
      const isOver = cause.time < time;
      for (const { id, last, exhibit } of cause.signs.values()) {
        if (!isOver && last >= time) break;
        if (isOver || exhibit === undefined) this.#forgetSign(key, cause, id);
      }
      if (isOver) this.#causes.delete(key);
    }
  }

  /** Those whose turn it is: the one that was weighed longest ago first. */
  *#inTurn(causes: readonly [string, Cause<Detail>][]): Iterable<[string, Cause<Detail>]> {
    let few = MAX_WEIGHED;
    this.#allowed = Math.min(MAX_WEIGHED, this.#allowed + MAX_WEIGHED);
    for (const cause of causes.toSorted(([, one], [, other]) => one.weighed - other.weighed)) {
      const flows = cause[1].signs.size;
      if ((flows > FEW ? this.#allowed : few) <= 0) continue;
      if (flows > FEW) this.#allowed -= flows;
      else few -= flows;
      yield cause;
    }
  }

  #cause(key: string): Cause<Detail> {
    const known = this.#causes.get(key);
    if (known !== undefined) return known;
    if (this.#causes.size >= MAX_CAUSES) this.#forgetCause();
    const cause: Cause<Detail> = {
      signs: new Map(),
      ordered: undefined,
      exhibits: 0,
      latest: 0,
      time: Number.NEGATIVE_INFINITY,
      draft: undefined,
      weighed: 0,
    };
    this.#causes.set(key, cause);
    return cause;
  }

  #forgetOldest(): void {
    this.#oldest ??= this.#causesOfFlow.keys();
    this.drop(this.#oldest.next().value!);
    this.#overflow(1);
  }

  /** One that no flow shows any more, or else the one whose latest sign is oldest. */
  #forgetCause(): void {
    let [oldest, latest] = ['', Number.POSITIVE_INFINITY];
    for (const [key, cause] of this.#causes) {
      const shown = cause.signs.size === 0 ? 0 : cause.latest;
      if (shown < latest) [oldest, latest] = [key, shown];
    }
    const cause = this.#causes.get(oldest)!;
    if (cause.signs.size > 0) this.#overflow(cause.signs.size);
    for (const id of cause.signs.keys()) this.#forgetSign(oldest, cause, id);
    this.#causes.delete(oldest);
  }

  #forgetSign(key: string, cause: Cause<Detail>, id: number): void {
    this.#remove(cause, id);
    const others = this.#causesOfFlow.get(id)!.filter((other) => other !== key);
    if (others.length > 0) this.#causesOfFlow.set(id, others);
    else this.#causesOfFlow.delete(id);
  }
}

/** By flow id. */
function inOrder<Detail>(cause: Cause<Detail>): readonly Sign<Detail>[] {
  cause.ordered ??= [...cause.signs.values()].sort((one, other) => one.id - other.id);
  return cause.ordered;
}
