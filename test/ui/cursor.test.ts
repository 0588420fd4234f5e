import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT_TOP, type Cursor, itemsOf, locate, moved, paged, toLast } from '../../src/ui/cursor.ts';

const letters = itemsOf([...'abcdefghij']);

describe('locate', () => {
  test('stays on the first item until somebody moves', () => {
    expect(locate(AT_TOP, letters, 4)).toEqual({ index: 0, top: 0 });
    expect(locate(AT_TOP, itemsOf([...'zab']), 4)).toEqual({ index: 0, top: 0 });
  });

  test('keeps the item on its line when others come before it', () => {
    const cursor = { id: 'e', index: 4, offset: 2 };
    expect(locate(cursor, letters, 4)).toEqual({ index: 4, top: 2 });
    expect(locate(cursor, itemsOf([...'xyzabcdefgh']), 4)).toEqual({ index: 7, top: 5 });
  });

  test('takes the nearest place when the item is gone', () => {
    expect(locate({ id: 'e', index: 4, offset: 2 }, itemsOf([...'abcdfg']), 4)).toEqual({ index: 4, top: 2 });
    expect(locate({ id: 'e', index: 4, offset: 2 }, itemsOf([...'ab']), 4)).toEqual({ index: 1, top: 0 });
  });

  test('an empty list has no place', () => {
    expect(locate(AT_TOP, itemsOf<string>([]), 4)).toEqual({ index: -1, top: 0 });
  });
});

describe('moves', () => {
  test('the window follows only when it must', () => {
    let cursor: Cursor<string> = AT_TOP;
    const tops = [1, 1, 1, 1, -1, -1, -1, -1].map((by) => {
      cursor = moved(cursor, letters, 3, by);
      return `${cursor.id}${locate(cursor, letters, 3).top}`;
    });
    expect(tops).toEqual(['b0', 'c0', 'd1', 'e2', 'd2', 'c2', 'b1', 'a0']);
  });

  test('a page moves window and cursor, up to the ends', () => {
    const one = paged<string>(AT_TOP, letters, 4, 3);
    expect([one.id, locate(one, letters, 4).top]).toEqual(['d', 3]);
    const end = paged(paged(one, letters, 4, 3), letters, 4, 30);
    expect([end.id, locate(end, letters, 4).top]).toEqual(['j', 6]);
  });

  test('to the last item, at the bottom of the window', () => {
    expect(locate(toLast(letters, 4), letters, 4)).toEqual({ index: 9, top: 6 });
    expect(toLast(itemsOf<string>([]), 4)).toEqual(AT_TOP);
  });

  test('whatever is done, the cursor is in its window and the window in the list', () => {
    const action = fc.record({ by: fc.integer({ min: -20, max: 20 }), page: fc.boolean(), length: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), fc.integer({ min: 1, max: 12 }), (actions, height) => {
        let cursor: Cursor<number> = AT_TOP;
        for (const { by, page, length } of actions) {
          const items = itemsOf(Array.from({ length }, (_, index) => index * 3));
          cursor = (page ? paged : moved)(cursor, items, height, by);
          const { index, top } = locate(cursor, items, height);
          if (length === 0) continue;
          expect(index - top).toBeGreaterThanOrEqual(0);
          expect(index - top).toBeLessThan(height);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThanOrEqual(Math.max(0, length - height));
        }
      }),
      { seed: 1 },
    );
  });
});
