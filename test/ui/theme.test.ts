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
