import { expect, it } from 'vitest';
import { MAX_PAIRS, SuccessIndex } from '../../src/engine/success-index.ts';

it('knows which client reached a service, and nothing of others', () => {
  const successes = new SuccessIndex();
  successes.add('10.0.0.1', 'push');
  expect(successes.has('10.0.0.1', 'push')).toBe(true);
  expect(successes.has('10.0.0.1', 'enrollment')).toBe(false);
  expect(successes.has('10.0.0.3', 'push')).toBe(false);
});

it('forgets the pairs that it heard of longest ago, and says so', () => {
  const forgotten: number[] = [];
  const successes = new SuccessIndex((pairs) => forgotten.push(pairs));
  for (let client = 0; client <= 2 * MAX_PAIRS; client++) successes.add(String(client), 'push');
  expect(forgotten).toEqual([MAX_PAIRS]);
  expect(successes.has('0', 'push')).toBe(false);
  expect(successes.has(String(MAX_PAIRS), 'push')).toBe(true);
});

it('takes back a success that turns out to be of another service', () => {
  const successes = new SuccessIndex();
  successes.add('10.0.0.1', 'push');
  successes.add('10.0.0.1', 'push');
  successes.remove('10.0.0.1', 'push');
  successes.remove('10.0.0.2', 'push');
  expect(successes.has('10.0.0.1', 'push')).toBe(true);
  successes.remove('10.0.0.1', 'push');
  successes.remove('10.0.0.1', 'push');
  expect(successes.has('10.0.0.1', 'push')).toBe(false);
});
