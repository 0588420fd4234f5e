/** Keeps the order of the flow table up to date in the background: at once for a new question, seldom for new data. */
import type { Snapshot } from '../engine/snapshot.ts';
import { type FlowOrder, type OrderQuery, orderFlows } from './flow-order.ts';
import { runInSlices } from './slices.ts';

export interface OrderHooks {
  order(order: FlowOrder): void;
  /** Share that is done, 0 to 1; undefined when nothing runs. */
  progress(share: number | undefined): void;
}

export interface OrderJob {
  /** What is to be shown now. A new query replaces the work under way; new data waits for its turn. */
  update(snapshot: Snapshot, query: OrderQuery): void;
  stop(): void;
}

/** ms between the end of one pass and the next over newer data: at least this, and at least `REST` times what the pass took. */
const PAUSE = 300;
const REST = 4;
/** ms between two reports of progress: each costs a frame. */
const REPORT_PAUSE = 100;

export function createOrderJob(hooks: OrderHooks): OrderJob {
  let latest: { snapshot: Snapshot; query: OrderQuery } | undefined;
  let answered: { version: number; query: OrderQuery } | undefined;
  let running: { query: OrderQuery; cancel(): void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let notBefore = 0;

  const start = () => {
    if (latest === undefined) return;
    const { snapshot, query } = latest;
    const { version } = snapshot;
    const began = performance.now();
    let reported = began;
    const cancel = runInSlices(orderFlows(snapshot, query), {
      progress(share) {
        if (performance.now() - reported < REPORT_PAUSE) return;
        reported = performance.now();
        hooks.progress(share);
      },
      done(order) {
        running = undefined;
        answered = { version, query };
        notBefore = performance.now() + Math.max(PAUSE, REST * (performance.now() - began));
        hooks.order(order);
        hooks.progress(undefined);
        schedule();
      },
    });
    running = { query, cancel };
  };

  const schedule = () => {
    if (latest === undefined || running !== undefined || timer !== undefined) return;
    if (answered?.version === latest.snapshot.version && sameQuery(answered.query, latest.query)) return;
    const begin = () => {
      timer = undefined;
      start();
    };
    timer = setTimeout(begin, Math.max(0, notBefore - performance.now()));
  };

  const halt = () => {
    running?.cancel();
    running = undefined;
    clearTimeout(timer);
    timer = undefined;
  };

  return {
    update(snapshot, query) {
      latest = { snapshot, query };
      const current = running?.query ?? answered?.query;
      if (current !== undefined && sameQuery(current, query)) return schedule();
      halt();
      start();
    },
    stop() {
      latest = undefined;
      halt();
    },
  };
}

function sameQuery(a: OrderQuery, b: OrderQuery): boolean {
  return a.filter === b.filter && a.sort.by === b.sort.by && a.sort.reversed === b.sort.reversed;
}
