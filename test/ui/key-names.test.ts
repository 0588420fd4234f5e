import { expect, test } from 'vitest';
import { keyNames, typedCharacter } from '../../src/ui/key-names.ts';

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
