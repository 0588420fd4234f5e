import { describe, expect, it } from 'vitest';
import type { Silence } from '../../../src/classify/flow-facts.ts';
import { Liveness, MAX_ANSWERS, MAX_MOMENTS } from '../../../src/detect/survey/liveness.ts';
import {
  at,
  CLIENT,
  COURIER_ADDRESS,
  flowFacts,
  reached,
  refused,
  TENANT_ADDRESS,
  unanswered,
} from '../../support/flow-facts.ts';

const QUIET = { from: 100e9, until: 700e9 };
const silence = (from: number, until: number, by: 0 | 1 = 0): Silence => ({
  ...{ from: at(from), until: at(until), by },
  ...{ repeats: [], repeated: 0 },
});
const noted = (...flows: ReturnType<typeof flowFacts>[]) => {
  const liveness = new Liveness(() => {});
  for (const flow of flows) liveness.note(flow);
  return liveness;
};
/** Flows that the client opens at these seconds, and does not close. */
const opened = (...seconds: readonly number[]) =>
  noted(...seconds.map((start) => reached({ start, tcp: { fin: [undefined, undefined] } })));
/** A flow from second 1 on that is quiet for a while. */
const other = (from: number, until: number, id: number, by: 0 | 1 = 0) => ({
  ...reached({ start: 1, until: 800, tcp: { fin: [undefined, undefined], silences: [silence(from, until, by)] } }),
  id,
});

describe('a client', () => {
  it('has a network when anybody accepted it later', () => {
    const liveness = noted(reached({ start: 50 }), unanswered([200]), unanswered([300], { client: '10.20.0.16' }));
    expect([49, 50].map((since) => liveness.reached(CLIENT, since * 1e9))).toEqual([true, false]);
    expect(liveness.reached('10.20.0.16', 0)).toBe(false);
  });

  it.each<[string, readonly number[], boolean]>([
    ['that spoke in the middle', [400], true],
    ['that spoke now and then', [110, 300, 550], true],
    ['that did not for more than half of the time', [110, 390, 699], false],
    ['that was never heard of', [], false],
    ['that spoke before and after', [50, 710], false],
  ])('%s', (_, seconds, expected) => {
    expect(opened(...seconds).isAwake(CLIENT, QUIET)).toBe(expected);
  });

  it('that closes a flow, or ends a silence, speaks as well', () => {
    expect(noted(reached({ tcp: { fin: [at(400), undefined] } })).isAwake(CLIENT, QUIET)).toBe(true);
    expect(noted(other(300, 400, 5)).isAwake(CLIENT, QUIET)).toBe(true);
    expect(noted(other(300, 400, 5, 1)).isAwake(CLIENT, QUIET)).toBe(false);
  });

  it('that was quiet on two flows, and spoke on both at once, slept', () => {
    const own = { ...other(100, 700, 1), responder: { address: COURIER_ADDRESS, port: 5223 } };
    expect(noted(own, { ...other(90, 703, 2), responder: own.responder }).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(
      false,
    );
    expect(noted(own, other(90, 703, 2)).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(true);
    expect(noted(own, other(90, 698, 2)).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(true);
    expect(noted(own).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(false);
    expect(noted(own, other(500, 703, 2)).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(false);
    expect(noted(own, other(90, 720, 2)).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(false);
  });

  it('that opens another flow just before its first word slept, unless it spoke in between', () => {
    expect(opened(698).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(true);
    expect(opened(690, 698).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(false);
    expect(opened(102, 698).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(true);
    expect(opened(701).slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(false);
    expect(noted().slept(CLIENT, COURIER_ADDRESS, QUIET)).toBe(false);
  });
});

describe('a server', () => {
  it('is gone when nobody is accepted any more', () => {
    const [before, after] = [reached({ start: 0 }), reached({ start: 701 })];
    const asked = (start: number) => unanswered([start, start + 1]);
    expect(noted(before, asked(702)).isGone(TENANT_ADDRESS, QUIET)).toBe(true);
    expect(noted(before, asked(400)).isGone(TENANT_ADDRESS, QUIET)).toBe(true);
    expect(noted(before, asked(50)).isGone(TENANT_ADDRESS, QUIET)).toBe(false);
    expect(noted(before, asked(702), after).isGone(TENANT_ADDRESS, QUIET)).toBe(false);
    expect(noted(before, refused({ start: 702 })).isGone(TENANT_ADDRESS, QUIET)).toBe(false);
    expect(noted(before).isGone(TENANT_ADDRESS, QUIET)).toBe(false);
    expect(noted(unanswered([702], { server: COURIER_ADDRESS })).isGone(TENANT_ADDRESS, QUIET)).toBe(false);
  });

  it('accepts a client', () => {
    const liveness = noted(reached({ start: 701 }), reached({ start: 10 }));
    expect(liveness.accepted(CLIENT, TENANT_ADDRESS, QUIET.until)).toBe(true);
    expect(liveness.accepted(CLIENT, TENANT_ADDRESS, 702e9)).toBe(false);
    expect(liveness.accepted('10.20.0.16', TENANT_ADDRESS, QUIET.until)).toBe(false);
    expect(liveness.accepted(CLIENT, COURIER_ADDRESS, QUIET.until)).toBe(false);
  });
});

it('forgets within bounds, and says so', () => {
  const lost: number[] = [];
  let many = 0;
  const liveness = new Liveness((entries) => lost.push(entries));
  const flow = flowFacts();
  while (many <= MAX_ANSWERS) {
    liveness.note({ ...flow, responder: { address: `10.9.${many >> 8}.${many & 255}`, port: 443 } });
    many++;
  }
  // The client itself was noted to the last.
  expect(lost).toEqual([MAX_ANSWERS - 1]);
  const moments = new Liveness((entries) => lost.push(entries));
  for (let start = 0; start <= 2 * MAX_MOMENTS; start++)
    moments.note({ ...flow, transport: 'udp', tcp: undefined, first: { input: 0, frame: 1, time: start * 1e9 } });
  expect(lost).toEqual([MAX_ANSWERS - 1, MAX_MOMENTS]);
  const slept = (from: number) =>
    moments.isAwake(flow.originator.address, { from: from * 1e9, until: (from + 9) * 1e9 });
  expect([slept(5), slept(2 * MAX_MOMENTS - 10)]).toEqual([false, true]);
});
