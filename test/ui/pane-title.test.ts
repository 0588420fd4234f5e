import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { paneTitle, withRowsBelow } from '../../src/ui/pane-title.ts';
import { createTheme } from '../../src/ui/theme.ts';

const theme = createTheme({ ascii: false, color: false });

test.each([
  ['3 Flows', '12,431', 24, true, '━ 3 Flows  12,431 ━━━━━━'],
  ['3 Flows', '', 16, false, '─ 3 Flows ──────'],
  ['3 Flows', '4,000 of 12,431 · worst first', 24, false, '─ 3 Flows  4,000 of 12…─'],
])('%s %s', (name, note, width, inFront, expected) => {
  expect(paneTitle(name, note, width, inFront, theme)).toBe(expected);
});

test('says how many rows are below', () => {
  expect(withRowsBelow('3 errors', 12_345, theme)).toBe('3 errors · ▾ 12,345 more');
  expect(withRowsBelow('', 1, createTheme({ ascii: true, color: false }))).toBe('v 1 more');
  expect(withRowsBelow('3 errors', 0, theme)).toBe('3 errors');
});

test('leaves out what does not fit, from the end, but not how much is out of sight', () => {
  const note = withRowsBelow('11 errors · 5 warnings · 4 info', 13, theme);
  expect(paneTitle('2 Findings', note, 80, true, theme)).toContain(`${note} ━`);
  expect(paneTitle('2 Findings', note, 50, true, theme)).toBe('━ 2 Findings  11 errors · 5 warnings · ▾ 13 more ━');
  expect(paneTitle('2 Findings', '11 errors · 5 warnings', 30, true, theme)).toBe('━ 2 Findings  11 errors ━━━━━━');
});

test('always has the width', () => {
  for (const color of [true, false]) {
    const painted = createTheme({ ascii: false, color });
    for (let width = 12; width < 60; width++) {
      expect(stringWidth(paneTitle('3 Flows', '管理 of 12,431', width, true, painted))).toBe(width);
    }
  }
});

test('something painted stands at the end, where there is room', () => {
  const aside = { line: '▁▂▃', cells: 3 };
  expect(paneTitle('3 Flows', '', 24, false, theme, aside)).toBe('─ 3 Flows ──────── ▁▂▃ ─');
  expect(paneTitle('3 Flows', '', 16, false, theme, aside)).toBe('─ 3 Flows ──────');
});
