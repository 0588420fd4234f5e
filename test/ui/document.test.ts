import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { documentText, type Entry, layoutDocument } from '../../src/ui/document.ts';
import { createTheme } from '../../src/ui/theme.ts';

const ENTRIES: Entry[] = [
  { kind: 'title', text: '✖ TCP 5223 is blocked', token: 'bad' },
  { kind: 'text', text: 'F1 · error' },
  { kind: 'heading', text: 'What was seen' },
  { kind: 'text', text: 'Six SYNs without any answer.' },
  { kind: 'item', text: 'six SYNs, no reply at all' },
  { kind: 'field', label: 'Wireshark', text: 'tcp.port == 5223 && tcp.flags.syn == 1' },
  { kind: 'field', label: 'Server', text: '管理サーバー\x1b[31m' },
];

test('wraps text below itself, lists and fields below their text', () => {
  const theme = createTheme({ ascii: false, color: false });
  expect(layoutDocument(ENTRIES, 36, theme).map((line) => line.trimEnd())).toEqual([
    ' ✖ TCP 5223 is blocked',
    ' F1 · error',
    '',
    ' What was seen',
    ' Six SYNs without any answer.',
    ' · six SYNs, no reply at all',
    ' Wireshark      tcp.port == 5223 &&',
    '                tcp.flags.syn == 1',
    ' Server         管理サーバー\\x1b[31',
    '                m',
  ]);
});

test('every line has the width, painted or not', () => {
  for (const color of [true, false]) {
    for (const line of layoutDocument(ENTRIES, 30, createTheme({ ascii: false, color })))
      expect(stringWidth(line)).toBe(30);
  }
});

test('what is drawn gets the width inside the margins, and has words for elsewhere', () => {
  const theme = createTheme({ ascii: false, color: false });
  const drawn: Entry = { kind: 'drawing', text: 'one\x1b\ntwo', lines: (width) => ['#'.repeat(width)] };
  expect(layoutDocument([drawn], 30, theme)).toEqual([` ${'#'.repeat(28)} `]);
  expect(documentText([drawn], theme)).toBe('one\\x1b\ntwo');
});
