import { expect, it } from 'vitest';
import { InternList } from '../../src/engine/intern-list.ts';

it('gives the same value the same number from 1, and 0 stands for none', () => {
  const list = new InternList<readonly string[]>([], 10);
  const [one, two] = [list.number('a b', ['a', 'b']), list.number('c', ['c'])];
  expect([one, two, list.number('a b', ['a', 'b'])]).toEqual([1, 2, 1]);
  expect([list.value(0), list.value(one), list.value(two)]).toEqual([[], ['a', 'b'], ['c']]);
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
