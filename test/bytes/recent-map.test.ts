import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentMap, RecentSets, withRecent } from '../../src/bytes/recent-map.ts';

describe('RecentMap', () => {
  it('forgets what was noted longest ago, and says how much', () => {
    const forgotten: number[] = [];
    const map = new RecentMap<string, number>(2, (entries) => forgotten.push(entries));
    for (const [index, key] of [...'abcd'].entries()) map.set(key, index);
    expect([map.size, forgotten]).toEqual([4, []]);
    expect(map.note('a')).toBe(0);
    expect(forgotten).toEqual([1]);
    expect([map.get('a'), map.get('b'), map.get('c'), map.get('d')]).toEqual([0, undefined, 2, 3]);
    expect([map.has('a'), map.has('b'), map.note('e')]).toEqual([true, false, undefined]);
  });

  it('deletes', () => {
    const map = new RecentMap<string, number>(1);
    map.set('a', 1);
    map.set('b', 2);
    map.delete('a');
    map.delete('b');
    expect([map.size, map.get('a'), map.get('b')]).toEqual([0, undefined, undefined]);
  });

  it('remembers at least the latest, at most twice as many, and says what it forgets', () => {
    const keys = fc.array(fc.record({ key: fc.nat(12), write: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(keys, (steps) => {
        let forgotten = 0;
        const map = new RecentMap<number, number>(4, (entries) => (forgotten += entries));
        const latest: number[] = [];
        let made = 0;
        for (const { key, write } of steps) {
          const known = map.note(key);
          if (known !== undefined) expect(known).toBe(key);
          else if (latest.slice(0, 4).includes(key)) expect.fail(`${key} is forgotten`);
          if (known === undefined && !write) continue;
          if (known === undefined) made++;
          map.set(key, key);
          latest.splice(0, latest.length, key, ...latest.filter((other) => other !== key));
          expect(map.size).toBeLessThanOrEqual(8);
          expect(map.size).toBe(made - forgotten);
        }
      }),
    );
  });
});

describe('RecentSets', () => {
  it('forget the oldest keys, and the oldest values of each', () => {
    const forgotten: number[] = [];
    const sets = new RecentSets<string, number>(2, 3, (entries) => forgotten.push(entries));
    for (const value of [1, 2, 1, 3, 4]) sets.add('a', value);
    expect(sets.of('a')).toEqual([2, 3, 4]);
    expect([sets.has('a', 4), sets.has('a', 1), sets.has('b', 4)]).toEqual([true, false, false]);
    for (const key of 'bcde') sets.add(key, 0);
    expect([sets.of('a'), forgotten]).toEqual([[], [2]]);
  });
});

it('keeps the latest values of a short list, each once', () => {
  let values: readonly string[] = [];
  for (const value of ['a', 'b', 'a', 'c']) values = withRecent(values, value, 2);
  expect(values).toEqual(['b', 'c']);
  expect(withRecent(values, 'c', 2)).toBe(values);
});
