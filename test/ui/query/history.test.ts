import { expect, test } from 'vitest';
import { MAX_HISTORY, remembered, walked } from '../../../src/ui/query/history.ts';

test('keeps each filter once, the newest last, and no blanks', () => {
  expect(['a', 'b', 'a ', ' '].reduce(remembered, [] as readonly string[])).toEqual(['b', 'a']);
});

test('is bounded', () => {
  const many = Array.from({ length: 1000 }, (_, index) => String(index));
  expect(many.reduce(remembered, [] as readonly string[]).length).toBe(MAX_HISTORY);
});

test('is walked back to the oldest, and forth to what was typed', () => {
  const history = ['old', 'new'];
  const one = walked(history, { back: 0, typed: 'x' }, 1)!;
  expect(one).toEqual({ back: 1, typed: 'x', text: 'new' });
  const two = walked(history, one, 1)!;
  expect([two.text, walked(history, two, 1)]).toEqual(['old', undefined]);
  expect(walked(history, one, -1)).toEqual({ back: 0, typed: 'x', text: 'x' });
  expect(walked(history, { back: 0, typed: 'x' }, -1)).toBeUndefined();
});
