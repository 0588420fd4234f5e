/** Filters that were kept in this session, the newest last: walked through as a shell's history is. */

export type History = readonly string[];

/** Filters remembered. */
export const MAX_HISTORY = 100;

/** With `text` as the newest; an earlier one like it moves. Blanks are not remembered. */
export function remembered(history: History, text: string): History {
  const filter = text.trim();
  if (filter === '') return history;
  return [...history.filter((known) => known !== filter), filter].slice(-MAX_HISTORY);
}

/** Where somebody stands in the history, and what was typed before walking into it. */
export interface Recalled {
  /** Filters back from the newest, 1 for the newest. */
  readonly back: number;
  readonly typed: string;
}

/** One filter older (1) or newer (-1) than `from`; undefined at either end. `back` 0 is what was typed. */
export function walked(
  history: History,
  from: Recalled,
  by: 1 | -1,
): (Recalled & { readonly text: string }) | undefined {
  const back = from.back + by;
  if (back < 0 || back > history.length) return undefined;
  return { back, typed: from.typed, text: back === 0 ? from.typed : history[history.length - back] };
}
