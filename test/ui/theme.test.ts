import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { SERVICE_STATUSES } from '../../src/classify/vocabulary.ts';
import { createTheme, type Glyph, rankOf, SEVERITY_LOOKS, STATUS_LOOKS, VERDICT_LOOKS } from '../../src/ui/theme.ts';

const looks = [STATUS_LOOKS, VERDICT_LOOKS, SEVERITY_LOOKS].flatMap((table) => Object.values(table));

describe('looks', () => {
  test('statuses stand in the order of the report, worst first', () => {
    expect(Object.keys(STATUS_LOOKS)).toEqual([...SERVICE_STATUSES]);
    expect(rankOf(STATUS_LOOKS)['not-observed']).toBe(SERVICE_STATUSES.length - 1);
  });

  test('none is told by colour alone: words differ within a table', () => {
    for (const table of [STATUS_LOOKS, VERDICT_LOOKS, SEVERITY_LOOKS]) {
      const words = Object.values(table).map(({ word }) => word);
      expect(new Set(words).size).toBe(words.length);
      expect(words).not.toContain('');
    }
  });
});

describe('glyphs', () => {
  const names: Glyph[] = [
    ...new Set(looks.map(({ glyph }) => glyph)),
    'cursor',
    'rule',
    'heavyRule',
    'bar',
    'ellipsis',
  ];

  test.each([true, false])('take one cell each (ASCII: %s)', (ascii) => {
    const theme = createTheme({ ascii, color: true });
    for (const name of names) expect([name, stringWidth(theme.glyph(name))]).toEqual([name, 1]);
  });

  test('are ASCII where the terminal is', () => {
    const theme = createTheme({ ascii: true, color: true });
    expect(names.map(theme.glyph).join('')).toMatch(/^[\x20-\x7e]+$/);
    expect(theme.fit('管理サーバー', 4)).toBe('???~');
  });
});

describe('paint', () => {
  test('uses the sixteen colours and switches off only what it switched on', () => {
    const theme = createTheme({ ascii: false, color: true });
    expect(theme.paint('bad', 'x')).toBe('\x1b[31mx\x1b[39m');
    expect(theme.paint('plain', 'x')).toBe('x');
    expect(theme.selected(theme.paint('ok', 'x'))).toBe('\x1b[7m\x1b[32mx\x1b[39m\x1b[27m');
  });

  test('changes nothing without colour', () => {
    const theme = createTheme({ ascii: false, color: false });
    expect([theme.paint('bad', 'x'), theme.selected('y')]).toEqual(['x', 'y']);
  });
});

describe('on light and dark backgrounds', () => {
  /** Backgrounds of xterm and iTerm2, Terminal.app, Solarized. */
  const BACKGROUNDS = {
    black: '000000',
    white: 'ffffff',
    'Terminal.app dark': '1e1e1e',
    dark: '002b36',
    light: 'fdf6e3',
  };
  const TOKENS = ['ok', 'warn', 'bad', 'info', 'muted'] as const;
  const LEVELS = [0, 95, 135, 175, 215, 255];
  /** Of the 6×6×6 cube and the greys of xterm's 256 colours. */
  const rgb = (index: number) =>
    index >= 232
      ? [0, 0, 0].map(() => 8 + 10 * (index - 232))
      : [36, 6, 1].map((share) => LEVELS[Math.floor((index - 16) / share) % 6]);
  /** WCAG 2.2: relative luminance, and contrast ratio. */
  const luminance = (channels: readonly number[]) => {
    const [red, green, blue] = channels
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: readonly number[], other: readonly number[]) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const theme = createTheme({ ascii: false, color: true, palette: 256 });

  test.each(Object.entries(BACKGROUNDS))('every token can be read on %s', (_, background) => {
    const channels = [0, 2, 4].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
    for (const token of TOKENS) {
      const index = Number(/38;5;(\d+)m/.exec(theme.paint(token, 'x'))?.[1]);
      expect([token, contrast(rgb(index), channels) >= 3]).toEqual([token, true]);
    }
  });

  test('no two are the same colour', () => {
    expect(new Set(TOKENS.map((token) => theme.paint(token, 'x'))).size).toBe(TOKENS.length);
  });
});
