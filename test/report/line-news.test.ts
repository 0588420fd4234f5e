import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { type Change, LineNews, MAX_FLOW_LINES, MAX_LOOKED, MAX_OPEN } from '../../src/report/line-news.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const quiet = { services: [], flowCount: 0 };
const sample = sampleSnapshot();
const [finding] = sample.findings;
const changeOf = (kind: Change['kind']): Change => ({ kind, finding });

const told = (lines: Iterable<object>) =>
  [...lines].map((line) => {
    const { type, change, id, status } = line as Record<string, unknown>;
    return [type, change ?? status ?? id].join(' ');
  });

describe('findings', () => {
  const snapshot = sampleSnapshot([finding], quiet);

  it('are told of when they begin, end and come back', () => {
    const news = new LineNews(false);
    const kinds = ['new', 'final', 'cleared', 'back', 'gone'] as const;
    for (const kind of kinds) expect(told(news.lines(snapshot, [changeOf(kind)], 0))).toEqual([`finding ${kind}`]);
  });

  it('that change are told of once in ten seconds, the last change too', () => {
    const news = new LineNews(false);
    const at = (now: number, ...changes: Change[]) => told(news.lines(snapshot, changes, now));
    expect(at(0, changeOf('new'))).toHaveLength(1);
    expect([at(1000, changeOf('changed')), at(9000, changeOf('changed'))]).toEqual([[], []]);
    expect(at(10_000)).toEqual(['finding changed']);
    expect([at(11_000), at(30_000)]).toEqual([[], []]);
    expect(at(31_000, changeOf('changed'))).toEqual(['finding changed']);
    expect(at(32_000, changeOf('changed'))).toEqual([]);
    expect(told(news.end(snapshot, 33_000))).toEqual(['finding changed']);
  });

  it('that are gone are not told of late', () => {
    const news = new LineNews(false);
    news.lines(snapshot, [changeOf('new')], 0);
    told(news.lines(snapshot, [changeOf('changed')], 0));
    told(news.lines(sampleSnapshot([], quiet), [changeOf('gone')], 1000));
    expect(told(news.lines(sampleSnapshot([], quiet), [], 20_000))).toEqual([]);
  });
});

describe('services', () => {
  it('are told of when their status changes', () => {
    const [service] = sample.services;
    const news = new LineNews(false);
    const as = (status: 'not-observed' | 'healthy' | 'blocked') =>
      told(news.lines(sampleSnapshot([], { ...quiet, services: [{ ...service, status }] }), [], 0));
    expect([as('not-observed'), as('healthy'), as('healthy'), as('blocked')]).toEqual([
      [],
      ['service healthy'],
      [],
      ['service blocked'],
    ]);
  });
});

describe('flows', () => {
  const flow = sample.flow(1)!;
  const open = new Set<number>();
  let looks = 0;
  const state = (flowCount: number, changes: Partial<Snapshot> = {}) =>
    sampleSnapshot([], {
      ...quiet,
      flowCount,
      isOpen(id) {
        looks++;
        return open.has(id);
      },
      isReported: () => true,
      flow: (id) => ({ ...flow, id }),
      ...changes,
    });
  const lines = (news: LineNews, snapshot: Snapshot) => told(news.lines(snapshot, [], 0));

  it('are told of once, when they have ended', () => {
    const news = new LineNews(false);
    open.add(2);
    expect(lines(news, state(3))).toEqual(['flow 1', 'flow 3']);
    expect(lines(news, state(3))).toEqual([]);
    open.clear();
    expect(lines(news, state(4))).toEqual(['flow 2', 'flow 4']);
    expect(told(news.end(state(4), 0))).toEqual([]);
  });

  it('that nobody is interested in, or that are forgotten, are not', () => {
    const news = new LineNews(false);
    expect(lines(news, state(3, { isReported: (id, all) => all || id === 2 }))).toEqual(['flow 2']);
    expect(lines(new LineNews(true), state(2, { isReported: (_, all) => all }))).toHaveLength(2);
    expect(lines(new LineNews(true), state(2, { flow: () => undefined }))).toEqual([]);
  });

  it('wait for the next look where there are too many', () => {
    const news = new LineNews(false);
    expect(lines(news, state(MAX_FLOW_LINES + 5))).toHaveLength(MAX_FLOW_LINES);
    expect(lines(news, state(MAX_FLOW_LINES + 5))).toHaveLength(5);
  });

  it('that go on cost no more than a bound each time, and each has its turn', () => {
    const news = new LineNews(false);
    const count = 3 * MAX_LOOKED;
    for (let id = 1; id < count; id++) open.add(id);
    looks = 0;
    expect([1, 2, 3].map(() => lines(news, state(count)).length)).toEqual([0, 0, 1]);
    expect(looks).toBe(count);
    open.clear();
    expect(told(news.end(state(count), 0))).toHaveLength(count - 1);
  });

  it('are bounded, and those that were not told of counted', () => {
    const news = new LineNews(false);
    lines(news, state(MAX_OPEN + 7, { isReported: () => false }));
    expect(news.flowsOmitted).toBe(7);
  });
});
