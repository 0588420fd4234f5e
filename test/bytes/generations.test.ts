import { expect, it } from 'vitest';
import { Generations } from '../../src/bytes/generations.ts';

it('remembers the latest, and tells how many it forgets', () => {
  const forgotten: number[] = [];
  const numbers = new Generations(
    () => new Set<number>(),
    3,
    (entries) => forgotten.push(entries),
  );
  const add = (number: number) => {
    numbers.grow();
    numbers.young.add(number);
  };
  for (let number = 1; number <= 6; number++) add(number);
  expect([forgotten, [...numbers.old], [...numbers.young]]).toEqual([[], [1, 2, 3], [4, 5, 6]]);
  numbers.old.delete(2);
  numbers.shrinkOld();
  add(7);
  expect([forgotten, [...numbers.old], [...numbers.young]]).toEqual([[2], [4, 5, 6], [7]]);
});

it('takes several entries at once', () => {
  const forgotten: number[] = [];
  const lists = new Generations(
    () => [] as number[],
    3,
    (entries) => forgotten.push(entries),
  );
  for (let turn = 1; turn <= 4; turn++) {
    lists.grow(2);
    lists.young.push(turn, turn);
  }
  expect([forgotten, lists.old, lists.young]).toEqual([[], [1, 1, 2, 2], [3, 3, 4, 4]]);
  lists.grow(1);
  expect([forgotten, lists.old, lists.young]).toEqual([[4], [3, 3, 4, 4], []]);
});
