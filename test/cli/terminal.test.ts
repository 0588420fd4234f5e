import { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { asciiOnly, colorOf, paletteOf, screenReader, widthOf } from '../../src/cli/terminal.ts';

const terminal = { isTTY: true, columns: 132 } as NodeJS.WriteStream;
const pipe = { isTTY: false } as NodeJS.WriteStream;

describe('colorOf', () => {
  it.each<[boolean, 'auto' | 'always' | 'never', NodeJS.WriteStream | undefined, Record<string, string>]>([
    [true, 'auto', terminal, {}],
    [false, 'auto', pipe, {}],
    [false, 'auto', undefined, {}],
    [false, 'auto', terminal, { TERM: 'dumb' }],
    [false, 'auto', terminal, { NO_COLOR: '1' }],
    // no-color.org: an empty value is none.
    [true, 'auto', terminal, { NO_COLOR: '' }],
    [true, 'auto', pipe, { FORCE_COLOR: '1' }],
    [true, 'auto', pipe, { FORCE_COLOR: '' }],
    [false, 'auto', terminal, { FORCE_COLOR: '0' }],
    [false, 'auto', terminal, { FORCE_COLOR: 'false' }],
    [false, 'auto', pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [true, 'always', pipe, { NO_COLOR: '1' }],
    [false, 'never', terminal, { FORCE_COLOR: '1' }],
  ])('%s for --color %s', (expected, choice, stream, env) => {
    expect(colorOf(choice, stream, env)).toBe(expected);
  });
});

it('takes the width of the terminal, within what can be read', () => {
  const columns = (count: number | undefined) => widthOf({ columns: count } as NodeJS.WriteStream);
  expect([columns(132), columns(10), columns(500), columns(undefined), widthOf(undefined)]).toEqual([
    132, 40, 160, 100, 100,
  ]);
});

it.each<[boolean, Record<string, string>]>([
  [false, {}],
  [false, { LANG: 'de_DE.UTF-8' }],
  [false, { LC_ALL: 'C.utf8' }],
  [true, { LANG: 'C' }],
  [true, { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }],
  [false, { LC_ALL: '', LC_CTYPE: 'UTF-8', LANG: 'C' }],
  [false, { LANG: '' }],
])('plain ASCII: %s under %j', (expected, env) => {
  expect(asciiOnly(env)).toBe(expected);
});

it('knows the variable that asks for lines to be read aloud', () => {
  expect([
    screenReader({ INK_SCREEN_READER: 'true' }),
    screenReader({ INK_SCREEN_READER: '' }),
    screenReader({}),
  ]).toEqual([true, false, false]);
});

it.each([
  [256, { TERM: 'xterm-256color' }],
  [256, { TERM: 'screen-256color' }],
  [256, { TERM: 'xterm', COLORTERM: 'truecolor' }],
  [16, { TERM: 'xterm' }],
  [16, { TERM: 'linux' }],
] as const)('%i colours under %j', (palette, env) => {
  expect(paletteOf({ getColorDepth: WriteStream.prototype.getColorDepth } as NodeJS.WriteStream, env)).toBe(palette);
});
