/** Long work in slices, so that keys stay instant: a generator runs for a few milliseconds, then lets the event loop turn. */

/** ms. With the drawing of a frame (14 ms) a key still answers within two frames of a 60 Hz screen. */
export const SLICE_BUDGET = 8;

export interface SliceHooks<Result> {
  /** Share of the work that is done, 0 to 1, after each slice but the last. */
  progress(share: number): void;
  done(result: Result): void;
}

/** Runs `work`, which yields its progress every millisecond or so; returns what stops it. */
export function runInSlices<Result>(work: Iterator<number, Result>, hooks: SliceHooks<Result>): () => void {
  let next: NodeJS.Immediate | undefined;
  const slice = () => {
    const end = performance.now() + SLICE_BUDGET;
    let step = work.next();
    while (!step.done && performance.now() < end) step = work.next();
    if (step.done) return hooks.done(step.value);
    hooks.progress(step.value);
    next = setImmediate(slice);
  };
  next = setImmediate(slice);
  return () => clearImmediate(next);
}
