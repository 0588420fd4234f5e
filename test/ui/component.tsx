/** One component, drawn by Ink as on a terminal without colour. */
import { renderToString } from 'ink';
import type { ReactElement } from 'react';
import stringWidth from 'string-width';
import { INK_COLUMNS } from '../../src/ui/canvas.ts';
import { withLines } from '../../src/ui/stand-ins.ts';
import { createTheme, type Theme } from '../../src/ui/theme.ts';

export const PLAIN: Theme = createTheme({ ascii: false, color: false });

/** Its lines, without the blanks at their ends. */
export function drawn(element: ReactElement): string[] {
  return withLines(renderToString(element, { columns: INK_COLUMNS }));
}

export function widest(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => stringWidth(line)));
}
