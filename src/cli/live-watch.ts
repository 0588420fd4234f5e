/** Looks at a live analysis about once a second: what is new goes to those who print, record or count it, and it may be time to end. */
import { type FindingChange, FindingChanges } from '../analyze/finding-changes.ts';
import type { LiveAnalysis } from '../analyze/live-analysis.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import type { Effects } from './effects.ts';
import { type End, endAtFinding, endOfDuration } from './live-end.ts';

/** ms between two looks. */
export const LOOK_EVERY = 1000;
/** A look may take this part of the time: where there are very many flows, looks are rarer. */
const SHARE = 0.05;

export interface Watcher {
  /** The snapshot is valid until the call returns. After the last look everything has been judged. */
  look(snapshot: Snapshot, changes: readonly FindingChange[], isLast: boolean): void;
}

export interface Wishes {
  /** ms. */
  readonly duration?: number | undefined;
  readonly untilFinding?: ((finding: Finding) => boolean) | undefined;
  /** The first of the wishes has come true. */
  readonly end: (why: End) => void;
}

export class LiveWatch {
  readonly #analysis: Pick<LiveAnalysis, 'run' | 'snapshot'>;
  readonly #watchers: readonly Watcher[];
  readonly #wishes: Wishes;
  readonly #now: () => number;
  readonly #changes = new FindingChanges();
  readonly #started: number;
  #next: number;
  #ended = false;

  constructor(
    analysis: Pick<LiveAnalysis, 'run' | 'snapshot'>,
    watchers: readonly Watcher[],
    wishes: Wishes,
    { now }: Pick<Effects, 'now'>,
  ) {
    this.#analysis = analysis;
    this.#watchers = watchers;
    this.#wishes = wishes;
    this.#now = now;
    this.#started = now();
    this.#next = this.#started + LOOK_EVERY;
  }

  /** As the analysis runs. */
  async *run(): AsyncGenerator<void, void, undefined> {
    for await (const _ of this.#analysis.run()) {
      if (this.#now() >= this.#next) this.look();
      yield;
    }
    this.look(true);
  }

  look(isLast = false): void {
    const began = this.#now();
    const { duration, untilFinding } = this.#wishes;
    if (this.#watchers.length > 0 || untilFinding !== undefined) {
      const snapshot = this.#analysis.snapshot();
      const changes = this.#changes.of(snapshot.findings);
      for (const watcher of this.#watchers) watcher.look(snapshot, changes, isLast);
      const found = untilFinding && snapshot.findings.find(untilFinding);
      if (found !== undefined) this.#end(endAtFinding(found, snapshot));
    }
    if (duration !== undefined && began - this.#started >= duration) this.#end(endOfDuration(duration));
    const ended = this.#now();
    this.#next = ended + Math.max(LOOK_EVERY, (ended - began) / SHARE);
  }

  #end(why: End): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#wishes.end(why);
  }
}
