import { describe, expect, it } from 'vitest';
import { hashBytes, InternTable } from '../../src/bytes/intern-table.ts';
import { hex } from '../support/hex.ts';

describe('InternTable', () => {
  it('finds by content, within a larger array', () => {
    const table = new InternTable<string>(4);
    table.add(hex`0102`, 7, 'a');
    expect(table.find(hex`ff0102ff`, 1, 3, 7)).toBe('a');
    expect(table.find(hex`ff0103ff`, 1, 3, 7)).toBeUndefined();
    expect(table.find(hex`0102`, 0, 2, 8)).toBeUndefined();
  });

  it('keeps keys of one hash apart', () => {
    const table = new InternTable<number>(100);
    for (let value = 0; value < 5; value++) table.add(Uint8Array.of(value), 1, value);
    expect([0, 1, 2, 3, 4].map((value) => table.find(Uint8Array.of(value), 0, 1, 1))).toEqual([0, 1, 2, 3, 4]);
  });

  it('forgets what is not asked for, two generations later', () => {
    const table = new InternTable<number>(10);
    const find = (value: number) => table.find(Uint8Array.of(value), 0, 1, value);
    for (let value = 0; value < 35; value++) {
      table.add(Uint8Array.of(value), value, value);
      find(0);
    }
    expect(find(0)).toBe(0);
    expect(find(1)).toBeUndefined();
    expect(find(34)).toBe(34);
  });
});

describe('hashBytes', () => {
  it('is FNV-1a', () => {
    expect(hashBytes(new Uint8Array(0), 0, 0) >>> 0).toBe(0x811c9dc5);
    expect(hashBytes(hex`00666f6f626172`, 1, 7) >>> 0).toBe(0xbf9cf968);
  });
});
