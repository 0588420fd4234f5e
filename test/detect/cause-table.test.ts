import { describe, expect, it } from 'vitest';
import { CauseTable, MAX_CAUSES, MAX_SIGNS } from '../../src/detect/cause-table.ts';
import { MAX_EXHIBITS } from '../../src/detect/detector.ts';
import type { FrameAt } from '../../src/flow/direction.ts';
import { at, flowFacts } from '../support/flow-facts.ts';

const flow = (id: number) => flowFacts({ id });
const ids = (table: CauseTable<unknown>) =>
  [...table.causes()].map(([cause, signs]) => [cause, signs.map(({ id }) => id)]);

describe('CauseTable', () => {
  it('groups flows by cause, in the order of their ids', () => {
    const table = new CauseTable<string>(() => {});
    for (const id of [3, 1, 2]) expect(table.keep(id === 2 ? 'b' : 'a', flow(id), [], 'x')).toBe(true);
    expect(ids(table)).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
  });

  it('forgets a flow wherever it was kept, and its causes with the last', () => {
    const table = new CauseTable<string>(() => {});
    table.keep('a', flow(1), [], 'x');
    table.keep('b', flow(1), [], 'x');
    table.keep('b', flow(2), [], 'x');
    table.drop(1);
    table.drop(7);
    expect(ids(table)).toEqual([['b', [2]]]);
  });

  it('keeps the facts of the first flows of a cause, and lets others take the place of those that were forgotten', () => {
    const table = new CauseTable<string>(() => {});
    for (let id = 1; id <= MAX_EXHIBITS; id++) table.keep('a', flow(id), [], 'x');
    expect(table.keep('a', flow(1000), [], 'x')).toBe(false);
    expect(table.keep('b', flow(1001), [], 'x')).toBe(true);
    table.drop(5);
    expect(table.keep('a', flow(1002), [], 'x')).toBe(true);
    const [[, signs]] = [...table.causes()];
    expect(signs).toHaveLength(MAX_EXHIBITS + 1);
    expect(signs.filter((sign) => sign.exhibit !== undefined)).toHaveLength(MAX_EXHIBITS);
  });

  it('keeps a flow once a cause', () => {
    const table = new CauseTable<string>(() => {});
    table.keep('a', flow(1), [], 'first');
    expect(table.keep('a', flow(1), [], 'second')).toBe(false);
    expect([...table.causes()][0][1]).toMatchObject([{ detail: 'first' }]);
  });

  it('takes no more causes than its bound', () => {
    const lost: FrameAt[] = [];
    const table = new CauseTable<string>((frame) => lost.push(frame));
    for (let id = 1; id <= MAX_CAUSES + 5; id++) table.keep(`cause ${id}`, flow(id), [], 'x');
    table.keep('cause 1', flow(1), [], 'x');
    expect(ids(table)).toHaveLength(MAX_CAUSES);
    expect(lost).toEqual(Array(5).fill(at(0)));
  });

  it('takes no more flows than its bound, and says which it leaves out', () => {
    const lost: FrameAt[] = [];
    const table = new CauseTable<string>((frame) => lost.push(frame));
    const one = flow(0);
    for (let id = 1; id <= MAX_SIGNS; id++) table.keep('a', { ...one, id }, [], 'x');
    expect(lost).toEqual([]);
    expect(table.keep('a', flowFacts({ id: MAX_SIGNS + 1, start: 7 }), [], 'x')).toBe(false);
    expect(lost).toEqual([at(7)]);
  });
});
