import { expect, it } from 'vitest';
import { InternList } from '../../src/engine/intern-list.ts';

it('gives the same value the same number from 1, and 0 stands for none', () => {
  const list = new InternList<readonly string[]>([], 10);
  const [one, two] = [list.number('a b', ['a', 'b']), list.number('c', ['c'])];
  expect([one, two, list.number('a b', ['a', 'b'])]).toEqual([1, 2, 1]);
  expect([list.value(0), list.value(one), list.value(two)]).toEqual([[], ['a', 'b'], ['c']]);
});

it('gives the numbers of values that nobody holds to others', () => {
  const list = new InternList<string>('none', 3);
  for (const name of ['a', 'b', 'c']) list.number(name, name);
  list.release((number) => number === 2);
  expect([list.number('b', 'b'), list.value(1), list.value(2), list.value(3)]).toEqual([2, 'none', 'b', 'none']);
  const numbers = ['d', 'e', 'f'].map((name) => list.number(name, name));
  expect([numbers.toSorted(), list.value(numbers[0]), list.number('a', 'a')]).toEqual([[0, 1, 3], 'd', 0]);
});

it('gives 0 to what comes past the bound, and goes on knowing the rest', () => {
  const list = new InternList<string>('unknown', 2);
  expect(['tls', 'dns', 'http', 'dns'].map((name) => list.value(list.number(name, name)))).toEqual([
    'tls',
    'dns',
    'unknown',
    'dns',
  ]);
});
