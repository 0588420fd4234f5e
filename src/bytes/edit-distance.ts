/** How far two words are apart: letters to insert, leave out or replace, and neighbours to swap (optimal string alignment). */

/** Infinity where they are more than `most` apart. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let index = 0; index < other.length; index++) {
      const replaced = row[index] + (one[at] === other[index] ? 0 : 1);
      const swaps = index > 0 && one[at] === other[index - 1] && one[at - 1] === other[index];
      const swapped = swaps ? before[index - 1] + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, row[index + 1] + 1, next[index] + 1));
    }
    before = row;
    row = next;
  }
  const distance = row[other.length];
  return distance <= most ? distance : Number.POSITIVE_INFINITY;
}
