import { expect, test } from 'vitest';
import { standInFor, withLines } from '../../src/ui/stand-ins.ts';

test('a line is one character until it is put back', () => {
  const one = standInFor('\x1b[1mone\x1b[22m  ');
  const two = standInFor('管理 ');
  expect([one.length, two.length]).toEqual([1, 1]);
  expect(withLines(`${one}${two}\n${two}`)).toEqual(['\x1b[1mone\x1b[22m  管理', '管理']);
});

test('the same line has another character in the next frame', () => {
  expect(standInFor('same')).not.toBe(standInFor('same'));
});

test('a line that holds such a character itself is left as it is', () => {
  const inner = standInFor('no');
  expect(withLines(standInFor(`a${inner}b`))).toEqual([`a${inner}b`]);
});

test('those of the last frames are remembered, however many there were', () => {
  for (let count = 0; count < 20_000; count++) standInFor('old');
  const frame = Array.from({ length: 900 }, (_, line) => standInFor(`line ${line}`));
  expect(withLines(frame.join('\n'))).toEqual(Array.from({ length: 900 }, (_, line) => `line ${line}`));
});
