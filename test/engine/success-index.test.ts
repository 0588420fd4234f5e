import { expect, it } from 'vitest';
import { SuccessIndex } from '../../src/engine/success-index.ts';

it('knows when a client reached a service, and nothing of others', () => {
  const successes = new SuccessIndex();
  successes.add('10.0.0.1', 'push', 5);
  successes.add('10.0.0.1', 'push', 9);
  successes.add('10.0.0.2', 'push', 7);
  expect(successes.of('10.0.0.1', 'push')).toEqual([5, 9]);
  expect(successes.of('10.0.0.1', 'enrollment')).toEqual([]);
  expect(successes.of('10.0.0.3', 'push')).toEqual([]);
});

it('keeps the first times and always the last', () => {
  const successes = new SuccessIndex();
  for (let time = 0; time < 1000; time++) successes.add('10.0.0.1', 'push', time);
  const times = successes.of('10.0.0.1', 'push');
  expect(times.length).toBeLessThan(100);
  expect([times[0], times[1], times.at(-1)]).toEqual([0, 1, 999]);
});

it('keeps a bounded number of pairs', () => {
  const successes = new SuccessIndex();
  for (let client = 0; client < 100_001; client++) successes.add(String(client), 'push', 1);
  expect(successes.of('0', 'push')).toEqual([1]);
  expect(successes.of('100000', 'push')).toEqual([]);
  expect(successes.forgotten).toBe(1);
  successes.add('0', 'push', 2);
  expect(successes.forgotten).toBe(1);
});

it('takes back a success that turns out to be of another service', () => {
  const successes = new SuccessIndex();
  for (const time of [5, 9]) successes.add('10.0.0.1', 'push', time);
  successes.remove('10.0.0.1', 'push', 5);
  successes.remove('10.0.0.1', 'push', 7);
  successes.remove('10.0.0.2', 'push', 5);
  expect(successes.of('10.0.0.1', 'push')).toEqual([9]);
  successes.remove('10.0.0.1', 'push', 9);
  expect(successes.of('10.0.0.1', 'push')).toEqual([]);
});
