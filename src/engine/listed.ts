/** Bounds of the lists inside a flow's object: what is beyond is counted in `omitted`. */

/** Entries of one list (REPORT.md). */
export const MAX_LISTED = 64;

/** How many entries of these lists are beyond the bound. */
export function excess(...lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, { length }) => sum + Math.max(0, length - MAX_LISTED), 0);
}
