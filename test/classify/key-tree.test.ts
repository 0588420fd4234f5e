import { expect, it } from 'vitest';
import { KeyTree } from '../../src/classify/key-tree.ts';

it('tells every key of a row apart, and a row from its beginning', () => {
  const tree = new KeyTree<unknown, string>(10);
  tree.remember(tree.at('a').at(443), 'one');
  tree.remember(tree.at('a').at('443'), 'two');
  tree.remember(tree.at('a'), 'three');
  tree.remember(tree.at(undefined).at(443), 'four');
  const known = [tree.at('a').at(443), tree.at('a').at('443'), tree.at('a'), tree.at(undefined).at(443)];
  expect(known.map(({ value }) => value)).toEqual(['one', 'two', 'three', 'four']);
  expect(tree.at('a').at(443).at('tcp').value).toBeUndefined();
});

it('starts anew when it is full', () => {
  const tree = new KeyTree<number, number>(3);
  for (let key = 0; key < 3; key++) tree.remember(tree.at(key), key);
  expect([0, 1, 2].map((key) => tree.at(key).value)).toEqual([0, 1, 2]);
  tree.remember(tree.at(3), 3);
  expect([0, 1, 2].map((key) => tree.at(key).value)).toEqual([undefined, undefined, undefined]);
});
