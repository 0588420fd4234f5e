import { describe, expect, it } from 'vitest';
import { lostRaces } from '../../../src/detect/blocked/lost-races.ts';
import { firstFailure, lastTry } from '../../../src/detect/failure/first-failure.ts';
import { hostOf, Successes } from '../../../src/detect/survey/successes.ts';
import { at, greeted, reached, refused, unanswered } from '../../support/flow-facts.ts';

const IPV6 = { client: '2001:db8:20::15', server: '2a05:d014:5e2:4a01::41' };

/** Which of the flows that failed lost a race, by their place in the list. */
function lost(flows: readonly ReturnType<typeof reached>[]): number[] {
  const successes = new Successes(() => {});
  for (const flow of flows) successes.note(flow);
  const signs = flows.flatMap((flow) => {
    const failure = firstFailure(flow);
    if (failure === undefined) return [];
    const times = { time: flow.first.time, until: lastTry(flow) };
    const detail = { client: flow.originator.address, host: hostOf(flow), failure, ...times };
    return [{ id: flow.id, last: flow.last.time, exhibit: undefined, detail }];
  });
  const races = lostRaces(signs, successes);
  return signs.flatMap(({ detail }, index) => (races.has(detail) ? index : []));
}

describe('a lost race', () => {
  it('is lost to the same address, or to the other one of the client', () => {
    expect(lost([unanswered([0, 1]), reached({ start: 0.4 })])).toEqual([0]);
    expect(lost([unanswered([0], IPV6), reached({ start: 0.2 })])).toEqual([0]);
    expect(lost([refused(IPV6), reached({ start: 0.03 })])).toEqual([0]);
  });

  it('is none for a client that keeps trying while others get through', () => {
    expect(lost([unanswered([0, 1, 3], IPV6), reached({ start: 0.2 })])).toEqual([]);
  });

  it('is none for one of many clients of a span port, whoever gets through beside it', () => {
    const failures = [0, 20, 40].map((start) => refused({ ...IPV6, start }));
    const others = [0, 20, 40].map((start, n) => reached({ client: `10.20.0.${n + 30}`, start }));
    expect(lost([...failures, ...others])).toEqual([]);
  });

  it('tells clients apart', () => {
    const other = { ...IPV6, client: '2001:db8:20::16' };
    const failures = [unanswered([0], IPV6), unanswered([0, 1, 3], other)];
    expect(lost([...failures, reached({ start: 0.2 })])).toEqual([0]);
  });

  it('is over when TCP answered: a hello that is dropped later is no race', () => {
    const dropped = greeted({ ...IPV6, tcp: { firstDataResent: [[at(0.3), at(0.9)], []] } });
    expect(firstFailure(dropped)).toBe('client-hello-dropped');
    expect(lost([dropped, reached({ start: 0.2 })])).toEqual([]);
    expect(lost([greeted({ tcp: { firstDataResent: [[at(0.3)], []] } }), reached({ start: 0.2 })])).toEqual([0]);
  });
});
