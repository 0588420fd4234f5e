import { expect, it } from 'vitest';
import { Clocks, MAX_CLOCKS, MAX_SETTINGS } from '../../../src/detect/survey/clocks.ts';
import { captureFacts } from '../../support/detector-table.ts';
import { flowFacts, seen } from '../../support/flow-facts.ts';

const START = Date.UTC(2026, 10, 21, 9);
const capture = captureFacts({ startedAt: '2026-11-21T09:00:00Z' });
const DAY = 86_400_000;

/** Messages as (second of the capture, ms that the sender's clock is ahead of it). */
const exchange = (asked: readonly [number, number][], answered: readonly [number, number][] = [], more: object = {}) =>
  flowFacts({
    transport: 'udp',
    port: 123,
    protocol: 'ntp',
    observations: [
      ...asked.map(([second, ahead]) =>
        seen('ntp-message', 0, second, { mode: 'client', transmitted: START + second * 1000 + ahead, ...more }),
      ),
      ...answered.map(([second, ahead]) =>
        seen('ntp-message', 1, second, {
          mode: 'server',
          synchronised: true,
          transmitted: START + second * 1000 + ahead,
          ...more,
        }),
      ),
    ],
  });

function clocks(...flows: ReturnType<typeof exchange>[]): Clocks {
  const noted = new Clocks(() => {});
  for (const flow of flows) noted.note(flow);
  return noted;
}

it("is the capture's own where no server told the time", () => {
  expect(clocks().timeOf(capture, 5e9)).toBe(START + 5000);
  expect(clocks(exchange([[1, 3 * DAY]])).timeOf(capture, 5e9)).toBe(START + 5000);
  expect(clocks().timeOf(captureFacts({ startedAt: 'never' }), 5e9)).toBeUndefined();
});

it('is that of the servers where they agree: the recording machine may be wrong', () => {
  expect(clocks(exchange([], [[1, 400 * DAY]])).timeOf(capture, 5e9)).toBe(START + 5000 + 400 * DAY);
  const apart = clocks(exchange([], [[1, 400 * DAY]]), exchange([], [[2, 1000]]));
  expect(apart.timeOf(capture, 5e9)).toBe(START + 5000);
});

it('does not believe a server that does not know the time', () => {
  expect(clocks(exchange([], [[1, 400 * DAY]], { synchronised: false })).timeOf(capture, 0)).toBe(START);
});

it("is a client's where it told it twice", () => {
  const wrong = clocks(exchange([[1, -800 * DAY]]), exchange([[3, -800 * DAY + 20]]));
  expect(wrong.timeOfClient('10.20.0.15', 10e9)).toBe(START + 10_000 - 800 * DAY);
  expect(wrong.timeOfClient('10.20.0.16', 10e9)).toBeUndefined();
});

it.each([
  ['once', [[1, -800 * DAY]]],
  [
    'twice the same packet',
    [
      [1, -800 * DAY],
      [1, -800 * DAY],
    ],
  ],
  [
    'by chance',
    [
      [1, -800 * DAY],
      [2, 12_345 * DAY],
    ],
  ],
] as const)('tells no clock %s', (_, asked) => {
  expect(clocks(exchange(asked as never)).timeOfClient('10.20.0.15', 0)).toBeUndefined();
});

it.each([
  [2, -800 * DAY],
  [6, -800 * DAY],
  [10, undefined],
  [70, 0],
  [200, 0],
])('knows at second %i what the clock was before and after it was set', (second, ahead) => {
  const before = exchange([2, 4, 6].map((at) => [at, -800 * DAY]));
  const after = exchange([64, 128].map((at) => [at, 0]));
  const expected = ahead === undefined ? undefined : START + second * 1000 + ahead;
  for (const order of [
    [before, after],
    [after, before],
  ])
    expect(clocks(...order).timeOfClient('10.20.0.15', second * 1e9)).toBe(expected);
});

it('passes over chance among what the clock tells', () => {
  const odd = exchange([
    [1, 0],
    [2, 12_345 * DAY],
    [3, 0],
  ]);
  expect(clocks(odd).timeOfClient('10.20.0.15', 4e9)).toBe(START + 4000);
});

it('keeps the latest settings of a clock', () => {
  const wild = Array.from({ length: MAX_SETTINGS + 1 }, (_, index): [number, number] => [index, index * DAY]);
  const [first, last] = [wild[0], wild[MAX_SETTINGS]];
  const told = (again: [number, number]) => clocks(exchange([...wild, again])).timeOfClient('10.20.0.15', 50e9);
  expect(told([50, last[1]])).toBeDefined();
  expect(told([50, first[1]])).toBeUndefined();
});

it('forgets the clients that told the time longest ago, and says so', () => {
  const lost: number[] = [];
  const noted = new Clocks((entries) => lost.push(entries));
  const flow = exchange([[1, 0]]);
  for (let n = 0; n <= 2 * MAX_CLOCKS; n++) noted.note({ ...flow, originator: { address: `c${n}`, port: 123 } });
  expect(lost).toEqual([MAX_CLOCKS]);
});
