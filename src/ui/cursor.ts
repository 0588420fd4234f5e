/** A place in a list that stays with its item: when the order changes, the item keeps its line on the screen. */

/** A list as the cursor sees it. `indexOf` answers -1 for what is not in it. */
export interface Items<Id> {
  readonly length: number;
  at(index: number): Id;
  indexOf(id: Id): number;
  /** Where one that is not in it would be, if that can be told. */
  near?(id: Id): number;
}

export interface Cursor<Id> {
  /** Undefined: nobody moved yet, so the cursor stays on the first item whatever comes first. */
  readonly id: Id | undefined;
  /** Where the item was: the nearest place once it is gone. */
  readonly index: number;
  /** Lines between the top of the window and the item. */
  readonly offset: number;
}

export const AT_TOP: Cursor<never> = { id: undefined, index: 0, offset: 0 };

export interface Window {
  /** -1 in an empty list. */
  readonly index: number;
  readonly top: number;
}

/** Where the cursor and its window of `height` items stand in the list as it is now. */
export function locate<Id>(cursor: Cursor<Id>, items: Items<Id>, height: number): Window {
  if (items.length === 0) return { index: -1, top: 0 };
  const found = cursor.id === undefined ? 0 : items.indexOf(cursor.id);
  const index = found >= 0 ? found : neighbourOf(cursor, items);
  const offset = Math.min(cursor.offset, Math.max(0, height - 1));
  return { index, top: clamp(index - offset, 0, items.length - height) };
}

function neighbourOf<Id>({ id, index }: Cursor<Id>, items: Items<Id>): number {
  if (id !== undefined && items.near !== undefined) return items.near(id);
  return Math.min(index, items.length - 1);
}

/** The cursor `by` items further; the window follows only when it must. */
export function moved<Id>(cursor: Cursor<Id>, items: Items<Id>, height: number, by: number): Cursor<Id> {
  const { index, top } = locate(cursor, items, height);
  const next = clamp(index + by, 0, items.length - 1);
  return at(items, next, clamp(next - top, 0, height - 1));
}

/** The window and the cursor in it `by` items further. */
export function paged<Id>(cursor: Cursor<Id>, items: Items<Id>, height: number, by: number): Cursor<Id> {
  const { index, top } = locate(cursor, items, height);
  const next = clamp(index + by, 0, items.length - 1);
  const nextTop = clamp(top + by, 0, items.length - height);
  return at(items, next, clamp(next - nextTop, 0, height - 1));
}

export function toLast<Id>(items: Items<Id>, height: number): Cursor<Id> {
  return at(items, items.length - 1, Math.max(0, height - 1));
}

/** A list held in an array. */
export function itemsOf<Id>(ids: readonly Id[]): Items<Id> {
  return { length: ids.length, at: (index) => ids[index], indexOf: (id) => ids.indexOf(id) };
}

function at<Id>(items: Items<Id>, index: number, offset: number): Cursor<Id> {
  return items.length === 0 ? AT_TOP : { id: items.at(index), index, offset };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
