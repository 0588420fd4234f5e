import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKernel } from '../../src/flow/kernel.ts';
import { SlotTable } from '../../src/flow/slot-table.ts';

function newTable(): SlotTable {
  const { buffer, kernel } = createKernel();
  return new SlotTable(buffer, kernel);
}

/** Rows of a hash, as a look-up walks them. */
function rowsOf({ slots, mask }: SlotTable, hash: number): number[] {
  const rows: number[] = [];
  for (let slot = hash & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
    if (slots[2 * slot + 1] === hash) rows.push(slots[2 * slot] - 1);
  }
  return rows;
}

describe('SlotTable', () => {
  it('holds several rows of one hash', () => {
    const table = newTable();
    for (const row of [3, 4, 5]) table.add(row, 77);
    expect(rowsOf(table, 77)).toEqual([3, 4, 5]);
    expect(rowsOf(table, 78)).toEqual([]);
    table.replace(4, 77, 9);
    table.remove(3, 77);
    expect(rowsOf(table, 77).toSorted()).toEqual([5, 9]);
  });

  it('does nothing about a row that is not there', () => {
    const table = newTable();
    table.add(1, 5);
    table.remove(2, 5);
    table.remove(2, 6);
    expect(rowsOf(table, 5)).toEqual([1]);
  });

  it('finds every row, and only those, whatever came and went', () => {
    // Few hashes, so that runs of slots meet.
    const step = fc.record({ add: fc.boolean(), hash: fc.integer({ min: -40, max: 40 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const table = newTable();
        const model = new Map<number, number[]>();
        for (const [row, { add, hash }] of steps.entries()) {
          const rows = model.get(hash) ?? [];
          model.set(hash, rows);
          if (add) {
            table.add(row, hash);
            rows.push(row);
          } else if (rows.length > 0) table.remove(rows.pop()!, hash);
        }
        for (const [hash, rows] of model) expect(rowsOf(table, hash).toSorted()).toEqual(rows.toSorted());
      }),
    );
  });

  it('grows', () => {
    const table = newTable();
    for (let row = 0; row < 50_000; row++) table.add(row, Math.imul(row, 0x9e3779b1));
    for (let row = 0; row < 50_000; row += 997) expect(rowsOf(table, Math.imul(row, 0x9e3779b1))).toEqual([row]);
    expect(table.mask + 1).toBeGreaterThanOrEqual(100_000);
  });
});
