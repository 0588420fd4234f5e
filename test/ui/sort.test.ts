import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSort, nextSort, SORT_KEYS, type SortName, sortKey } from '../../src/ui/sort.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

function sorted(ids: number[], compare: (a: number, b: number) => number): number[] {
  const work = mergeSort(Uint32Array.from(ids), compare);
  let step = work.next();
  while (!step.done) step = work.next();
  return [...step.value];
}

describe('mergeSort', () => {
  test('agrees with the built-in stable sort', () => {
    const ids = fc.array(fc.nat(1000), { maxLength: 200 });
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 50 }), (values, coarse) => {
        const compare = (a: number, b: number) => Math.floor(a / coarse) - Math.floor(b / coarse);
        expect(sorted(values, compare)).toEqual([...values].sort(compare));
      }),
      { seed: 1 },
    );
  });

  test('yields a growing share while it works', () => {
    const ids = Uint32Array.from({ length: 20_000 }, (_, index) => 20_000 - index);
    const shares = [...mergeSort(ids, (a, b) => a - b)];
    expect(shares.length).toBeGreaterThan(20);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe('keys', () => {
  test('are stepped through in a circle', () => {
    const names: SortName[] = ['worst'];
    while (names.length <= SORT_KEYS.length) names.push(nextSort(names[names.length - 1]));
    expect(names).toEqual([...SORT_KEYS.map(({ name }) => name), 'worst']);
  });

  test('read what they are named after', () => {
    const snapshot = snapshotOfFlows(9);
    const row = snapshot.row(7);
    expect(Object.fromEntries(SORT_KEYS.map(({ name }) => [name, sortKey(name).of(row)]))).toEqual({
      worst: 3,
      arrival: 7,
      last: -row.lastTime,
      server: row.serverName ?? row.responderAddress,
      client: row.originatorAddress,
      service: row.services[0] ?? '\uffff',
      protocol: row.protocol,
      bytes: -row.bytes,
      packets: -row.packets,
    });
    expect(row.verdict).toBe('misplaced');
  });
});
