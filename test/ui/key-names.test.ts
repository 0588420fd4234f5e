import { expect, test } from 'vitest';
import { isKeyName, keyNames, sameKey, typedCharacter, typesText } from '../../src/ui/key-names.ts';

test.each([
  ['j', {}, ['j']],
  ['jj', {}, ['j', 'j']], // a fast repeat
  ['j\r', {}, ['j', 'enter']],
  ['gg', {}, ['g', 'g']],
  [' ', {}, ['space']],
  ['G', { shift: true }, ['G']],
  ['', { upArrow: true }, ['up']],
  ['', { pageDown: true }, ['page-down']],
  ['\r', { return: true }, ['enter']],
  ['', { escape: true, meta: true }, ['esc']],
  ['', { tab: true }, ['tab']],
  ['', { tab: true, shift: true }, ['shift-tab']],
  ['', { delete: true }, ['backspace']],
  ['l', { ctrl: true }, ['ctrl-l']],
  ['q', { meta: true }, ['esc', 'q']],
  ['\x03', {}, ['ctrl-c']],
  ['é管', {}, ['é', '管']],
  ['', {}, []],
])('%j with %j', (input, key, names) => expect(keyNames(input, key)).toEqual(names));

test.each([
  ['a', 'a'],
  ['space', ' '],
  ['管', '管'],
  ['😀', '😀'],
  ['enter', undefined],
  ['ctrl-l', undefined],
])('%s types %j', (name, character) => expect(typedCharacter(name)).toBe(character));

test.each(['j', 'G', '?', '管', 'gg', 'ctrl-n', 'space', 'page-down', 'enter'])('%s is the name of a key', (name) => {
  expect(isKeyName(name)).toBe(true);
});

test.each(['', 'gj', 'ggg', 'Ctrl-n', 'ctrl-N', 'ctrl-1', 'alt-x', ' ', '\x1b', '\u0301', '\u202e', 'return'])(
  '%j is none',
  (name) => expect(isKeyName(name)).toBe(false),
);

test('characters type text, others do not', () => {
  expect(['j', 'gg', 'space', '管'].filter(typesText)).toHaveLength(4);
  expect(['enter', 'ctrl-n', 'home'].filter(typesText)).toEqual([]);
});

test('some are the same to a terminal', () => {
  for (const [name, input] of [
    ['ctrl-i', '\t'],
    ['ctrl-m', '\r'],
    ['ctrl-h', '\b'],
    ['ctrl-j', '\n'],
  ]) {
    expect(keyNames(input, {})).toEqual([sameKey(name)]);
  }
  expect(sameKey('ctrl-n')).toBe(undefined);
});
