import { describe, expect, it } from 'vitest';
import {
  CauseTable,
  MAX_CAUSES,
  MAX_LIVE_EXHIBITS,
  MAX_LIVE_SIGNS,
  MAX_SIGNS,
  PAUSE,
  SOME,
} from '../../src/detect/cause-table.ts';
import { MAX_EXHIBITS } from '../../src/detect/detector.ts';
import { draftOf } from '../../src/detect/draft.ts';
import { Exhibits } from '../../src/detect/exhibits.ts';
import { flowFacts } from '../support/flow-facts.ts';

const flow = (id: number) => flowFacts({ id });
const ids = (table: CauseTable<unknown>) =>
  [...table.causes()].map(([cause, signs]) => [cause, signs.map(({ id }) => id)]);

describe('CauseTable', () => {
  it('groups flows by cause, in the order of their ids', () => {
    const table = new CauseTable<string>(() => {}, new Exhibits());
    for (const id of [3, 1, 2]) expect(table.keep(id === 2 ? 'b' : 'a', flow(id), [], 'x')).toBe(true);
    expect(ids(table)).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
  });

  it('forgets a flow wherever it was kept, and its causes with the last', () => {
    const table = new CauseTable<string>(() => {}, new Exhibits());
    table.keep('a', flow(1), [], 'x');
    table.keep('b', flow(1), [], 'x');
    table.keep('b', flow(2), [], 'x');
    table.drop(1);
    table.drop(7);
    expect(ids(table)).toEqual([['b', [2]]]);
  });

  it('keeps fewer facts of each cause where a capture that goes on has very many causes', () => {
    const exhibits = new Exhibits();
    const table = new CauseTable<string>(() => {}, exhibits, true);
    const causes = MAX_LIVE_EXHIBITS / MAX_EXHIBITS;
    let id = 0;
    const keepAll = (cause: string, flows: number) => {
      for (let count = 0; count < flows; count++) table.keep(cause, flow(++id), [], 'x');
    };
    for (let cause = 0; cause < causes; cause++) keepAll(`cause ${cause}`, MAX_EXHIBITS + 1);
    expect(exhibits.size).toBe(MAX_LIVE_EXHIBITS);
    keepAll('one more', MAX_EXHIBITS);
    expect(exhibits.size).toBe(MAX_LIVE_EXHIBITS + SOME);
    for (let one = 1; one <= 2 * SOME; one++) table.drop(one);
    keepAll('and another', MAX_EXHIBITS);
    expect(exhibits.size).toBe(MAX_LIVE_EXHIBITS);
  });

  it('keeps the facts of the first flows of a cause, and lets others take the place of those that were forgotten', () => {
    const table = new CauseTable<string>(() => {}, new Exhibits());
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
    const table = new CauseTable<string>(() => {}, new Exhibits());
    table.keep('a', flow(1), [], 'first');
    expect(table.keep('a', flow(1), [], 'second')).toBe(false);
    expect([...table.causes()][0][1]).toMatchObject([{ detail: 'first' }]);
  });

  it('forgets the causes that showed longest ago, those first that nothing shows', () => {
    const lost: number[] = [];
    const exhibits = new Exhibits();
    const table = new CauseTable<string>((signs) => lost.push(signs), exhibits);
    for (let id = 1; id <= MAX_CAUSES; id++) table.keep(`cause ${id}`, flow(id), [], 'x');
    table.keep('cause 1', flow(1000), [], 'x');
    table.keep('cause 3', flow(2), [], 'x');
    table.drop(9);
    table.keep('more', flow(1001), [], 'x');
    expect(lost).toEqual([]);
    table.keep('and more', flow(1002), [], 'x');
    expect(lost).toEqual([1]);
    const causes = ids(table).map(([cause]) => cause);
    expect(causes).toHaveLength(MAX_CAUSES);
    expect(causes).toEqual(expect.arrayContaining(['cause 1', 'cause 3', 'more', 'and more']));
    expect(causes).not.toContain('cause 2');
    expect([exhibits.has(1), exhibits.has(2), exhibits.has(9)]).toEqual([true, true, false]);
  });

  it('forgets the flows that were kept longest ago, and shows others in their place', () => {
    const lost: number[] = [];
    const exhibits = new Exhibits();
    const table = new CauseTable<string>((signs) => lost.push(signs), exhibits);
    const one = flow(0);
    const keep = (id: number) => table.keep('a', { ...one, id }, [], 'x');
    for (let id = 1; id <= MAX_SIGNS; id++) keep(id);
    table.drop(1);
    keep(1);
    expect(lost).toEqual([]);
    for (let id = 1; id <= 10; id++) keep(MAX_SIGNS + id);
    expect(lost).toEqual(Array(10).fill(1));
    const [[, signs]] = [...table.causes()];
    expect([signs.length, signs[0].id, signs[1].id]).toEqual([MAX_SIGNS, 1, 12]);
    expect([exhibits.size, exhibits.has(2), exhibits.has(MAX_SIGNS + 9)]).toEqual([MAX_EXHIBITS, false, true]);
  });

  it('keeps fewer flows of a capture that goes on', () => {
    const lost: number[] = [];
    const table = new CauseTable<string>((signs) => lost.push(signs), new Exhibits(), true);
    const one = flow(0);
    for (let id = 1; id <= MAX_LIVE_SIGNS + 1; id++) table.keep('a', { ...one, id }, [], 'x');
    expect(lost).toEqual([1]);
  });

  it('forgets what is old: a cause as a whole, or its flows without facts', () => {
    const exhibits = new Exhibits();
    const table = new CauseTable<string>(() => {}, exhibits);
    const keep = (cause: string, id: number, time: number) => {
      const seen = flow(id);
      table.keep(cause, { ...seen, last: { ...seen.last, time } }, [], 'x');
    };
    keep('old', 1000, 5);
    keep('both', 1000, 5);
    for (let id = 1; id <= MAX_EXHIBITS + 1; id++) keep('both', id, 5);
    keep('both', 1001, 10);
    table.forgetBefore(10);
    const [[cause, signs], ...others] = [...table.causes()];
    expect([cause, signs.length, signs.at(-1)!.id, others]).toEqual(['both', MAX_EXHIBITS + 1, 1001, []]);
    expect(exhibits.has(1000)).toBe(true);
    table.forgetBefore(11);
    expect([table.empty, exhibits.size]).toEqual([true, 0]);
  });

  describe('while the capture goes on', () => {
    /** A table, and what it weighs for a snapshot, with what all drafts say then. */
    const live = () => {
      const table = new CauseTable<string>(() => {}, new Exhibits(), true);
      const one = flow(0);
      const keep = (cause: string, ...ids: number[]) => {
        for (const id of ids) table.keep(cause, { ...one, id }, [], 'x');
      };
      const weighed = () => {
        const causes: string[] = [];
        const drafts = table.drafts((cause, signs) => {
          causes.push(cause);
          const shown = signs.map((sign) => ({ ...sign, detail: { services: [] } }));
          return draftOf('blocked/captive-portal', cause, shown, { confidence: 'strong', parameters: {} as never });
        });
        return [causes.sort().join(' '), drafts.map(({ cause, flows }) => `${cause} ${flows.length}`).join(' ')];
      };
      return { table, keep, weighed };
    };
    const range = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);

    it('shows what comes behind a pause as well, in place of some that came before it', () => {
      const exhibits = new Exhibits();
      const table = new CauseTable<string>(() => {}, exhibits, true);
      const keep = (id: number, start: number) => table.keep('a', flowFacts({ id, start }), [], 'x');
      for (let id = 1; id <= MAX_EXHIBITS; id++) expect(keep(id, id)).toBe(true);
      expect(keep(200, MAX_EXHIBITS + 2)).toBe(false);
      const later = 2 * MAX_EXHIBITS + PAUSE / 1e9;
      expect([keep(300, later), keep(301, later + 1)]).toEqual([true, true]);
      const [[, signs]] = [...table.causes()];
      expect(signs.length).toBe(MAX_EXHIBITS + 3);
      const shown = signs.filter(({ exhibit }) => exhibit !== undefined).map(({ id }) => id);
      expect(shown).toEqual([...range(1, MAX_EXHIBITS / 2), 300, 301]);
      expect(shown.every((id) => exhibits.has(id))).toBe(true);
      expect(exhibits.size).toBe(shown.length);
    });

    it('weighs a cause of many flows in its turn, and one of few beside it', () => {
      const { table, keep, weighed } = live();
      for (let id = 1; id <= 2000; id++) keep(id % 2 === 0 ? 'b' : 'a', id);
      keep('few', 3000);
      expect(weighed()).toEqual(['a few', 'a 1000 few 1']);
      expect(weighed()).toEqual(['few', 'a 1000 few 1']);
      expect(weighed()).toEqual(['b few', 'a 1000 b 1000 few 1']);
      keep('b', 4000);
      expect(weighed()[1]).toBe('a 1000 b 1000 few 1');
      table.end();
      expect(weighed()).toEqual(['a b few', 'a 1000 b 1001 few 1']);
    });

    it('weighs causes of few flows in turns where there are very many, new ones first', () => {
      const { table, keep, weighed } = live();
      const causes = range(0, 12).map((number) => `c${String(number).padStart(2, '0')}`);
      for (const [number, cause] of causes.entries()) keep(cause, ...range(1 + 100 * number, 100));
      const turn = (from: number, to: number) => causes.slice(from, to).join(' ');
      expect(weighed()[0]).toBe(turn(0, 5));
      expect(weighed()[0]).toBe(turn(5, 10));
      keep('new', 9000);
      expect(weighed()[0]).toBe(`${turn(0, 3)} ${turn(10, 12)} new`);
      table.end();
      expect(weighed()[0]).toBe(`${causes.join(' ')} new`);
    });
  });

  it('is empty once everything was dropped', () => {
    const table = new CauseTable<string>(() => {}, new Exhibits());
    table.keep('a', flow(1), [], 'x');
    expect(table.empty).toBe(false);
    table.drop(1);
    expect(table.empty).toBe(true);
  });
});
