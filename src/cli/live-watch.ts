/** Looks at a live analysis about once a second: what is new goes to those who print, record or count it, and it may be time to end. */
import { type FindingChange, FindingChanges } from '../analyze/finding-changes.ts';
import type { LiveAnalysis } from '../analyze/live-analysis.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import type { Effects } from './effects.ts';

/** ms between two looks. */
export const LOOK_EVERY = 1000;
/** A look may take this part of the time: where there are very many flows, looks are rarer. */
const SHARE = 0.05;

export interface Watcher {
  /** The snapshot is valid until the call returns. */
  look(snapshot: Snapshot, changes: readonly FindingChange[]): void;
}

export interface Wishes {
  /** ms. */
  readonly duration?: number | undefined;
  readonly untilFinding?: ((finding: Finding) => boolean) | undefined;
  /** The first of the wishes has come true. */
  readonly end: (why: 'duration' | 'finding') => void;
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

  /** As the analysis runs. The last look is when everything has been judged. */
  async *run(): AsyncGenerator<void, void, undefined> {
    for await (const _ of this.#analysis.run()) {
      if (this.#now() >= this.#next) this.look();
      yield;
    }
    this.look();
  }

  look(): void {
    const began = this.#now();
    const { duration, untilFinding } = this.#wishes;
    if (this.#watchers.length > 0 || untilFinding !== undefined) {
      const snapshot = this.#analysis.snapshot();
      const changes = this.#changes.of(snapshot.findings);
      for (const watcher of this.#watchers) watcher.look(snapshot, changes);
      if (untilFinding !== undefined && snapshot.findings.some(untilFinding)) this.#end('finding');
    }
    if (duration !== undefined && began - this.#started >= duration) this.#end('duration');
    const ended = this.#now();
    this.#next = ended + Math.max(LOOK_EVERY, (ended - began) / SHARE);
  }

  #end(why: 'duration' | 'finding'): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#wishes.end(why);
  }
}
