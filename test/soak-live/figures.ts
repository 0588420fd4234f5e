/** What the figures of a run say, and how they are printed. */

/** s that are left out: code is compiled, tables and buffers get their size. */
const WARM_UP = 20;

/** By how much the last third of the samples (one a second) is over the middle one, by their medians; undefined of too few. */
export function growth(samples: readonly number[]): number | undefined {
  const after = samples.slice(WARM_UP);
  const third = Math.floor(after.length / 3);
  if (third < 5) return undefined;
  return median(after.slice(-third)) / median(after.slice(-2 * third, -third)) - 1;
}

export function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1];
}

/** The figure that so much of them (0 to 1) do not exceed. */
export function at(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
