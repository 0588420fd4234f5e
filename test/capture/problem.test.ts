import { expect, test } from 'vitest';
import { MAX_PROBLEMS, ProblemLog } from '../../src/capture/problem.ts';

test('keeps the first problems and counts them all', () => {
  const log = new ProblemLog();
  for (let offset = 0; offset < MAX_PROBLEMS + 5; offset++) log.add({ code: 'block', message: 'm', offset });
  expect(log.count).toBe(MAX_PROBLEMS + 5);
  expect(log.list.map(({ offset }) => offset)).toEqual(Array.from({ length: MAX_PROBLEMS }, (_, index) => index));
});
