import { expect, it } from 'vitest';
import { KeyTree } from '../../src/classify/key-tree.ts';

it('tells lists of keys apart, also where one begins as another', () => {
  const tree = new KeyTree<string | number, string>(10);
  tree.remember(tree.at('a').at(1), 'a 1');
  tree.remember(tree.at('a').at(1).at(2), 'a 1 2');
  expect([tree.at('a').at(1).value, tree.at('a').at(1).at(2).value]).toEqual(['a 1', 'a 1 2']);
  expect([tree.at('a').value, tree.at('a').at('1').value, tree.at(1).at('a').value]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('starts anew when it is full', () => {
  const tree = new KeyTree<number, number>(3);
  for (const key of [1, 2, 3]) tree.remember(tree.at(key), key);
  expect(tree.at(1).value).toBe(1);
  tree.remember(tree.at(4), 4);
  expect(tree.at(1).value).toBeUndefined();
});
