/** Counts as a row of bars, an eighth of a cell high each. */
import type { Theme } from './theme.ts';

export interface Sparkline {
  /** Exactly as many cells as asked for. */
  readonly line: string;
  /** What the highest bar stands for. */
  readonly peak: number;
}

/** Steps share cells, or take several, so that the whole row is used: of steps in one cell the highest counts, so that no peak is lost. */
export function sparkline(values: readonly number[], cells: number, theme: Theme): Sparkline {
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  const bars = theme.bars;
  let line = '';
  for (let cell = 0; cell < cells; cell++) line += barOf(highest(values, cell, cells), peak, bars);
  return { line, peak };
}

function highest(values: readonly number[], cell: number, cells: number): number {
  const from = Math.floor((cell * values.length) / cells);
  const to = Math.max(from + 1, Math.floor(((cell + 1) * values.length) / cells));
  let most = 0;
  for (let at = from; at < Math.min(to, values.length); at++) most = Math.max(most, values[at]);
  return most;
}

/** Whatever is not nothing is seen. */
function barOf(value: number, peak: number, bars: readonly string[]): string {
  return value <= 0 ? ' ' : bars[Math.min(bars.length - 1, Math.floor((value / peak) * (bars.length - 0.001)))];
}
