import { describe, expect, it } from 'vitest';
import { MAX_NAMED_ADDRESSES, MAX_NAMES, NameTable } from '../../src/classify/name-table.ts';

describe('NameTable', () => {
  it('knows the names that a client was told, newest first', () => {
    const names = new NameTable();
    names.learn('10.0.0.1', '192.0.2.1', 'a.example', 1);
    names.learn('10.0.0.1', '192.0.2.1', 'b.example', 2);
    expect(names.resolved('10.0.0.1', '192.0.2.1', 5)).toEqual(['b.example', 'a.example']);
    expect(names.resolved('10.0.0.2', '192.0.2.1', 5)).toEqual([]);
    expect(names.resolvedByAnybody('192.0.2.1', 5)).toEqual(['b.example', 'a.example']);
  });

  it('knows nothing before it was told, and lets the earliest answer count', () => {
    const names = new NameTable();
    names.learn('10.0.0.1', '192.0.2.1', 'a.example', 5);
    names.learn('10.0.0.1', '192.0.2.1', 'a.example', 9);
    expect(names.resolved('10.0.0.1', '192.0.2.1', 4)).toEqual([]);
    expect(names.resolved('10.0.0.1', '192.0.2.1', 5)).toEqual(['a.example']);
  });

  it('keeps the newest names of an address', () => {
    const names = new NameTable();
    for (let index = 0; index < 20; index++) names.learn('10.0.0.1', '192.0.2.1', `h${index}.example`, index);
    const known = names.resolved('10.0.0.1', '192.0.2.1', 99);
    expect([known.length, known[0], known.at(-1)]).toEqual([MAX_NAMES, 'h19.example', 'h12.example']);
  });

  it('keeps the names that the capture file itself tells', () => {
    const names = new NameTable();
    names.fix('192.0.2.1', ['a.example']);
    names.fix('192.0.2.1', ['a.example', 'b.example']);
    expect(names.fixed('192.0.2.1')).toEqual(['a.example', 'b.example']);
    expect(names.fixed('192.0.2.2')).toEqual([]);
    names.fix(
      '192.0.2.3',
      Array.from({ length: 50 }, (_, index) => `h${index}.example`),
    );
    expect(names.fixed('192.0.2.3')).toHaveLength(MAX_NAMES);
  });

  it('forgets the oldest when it is full, and counts that', () => {
    const forgotten: number[] = [];
    const names = new NameTable((entries) => forgotten.push(entries));
    const learn = (index: number) => names.learn('c', String(index), 'a.example', 1);
    for (let index = 0; index < 2 * MAX_NAMED_ADDRESSES; index++) learn(index);
    learn(0);
    expect([names.resolved('c', '0', 5), names.resolved('c', '1', 5)]).toEqual([['a.example'], []]);
    expect(forgotten).toEqual([MAX_NAMED_ADDRESSES - 1, MAX_NAMED_ADDRESSES - 1]);
  });
});
