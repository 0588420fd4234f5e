/** The line above a pane: its number and name, what it holds, and a rule to the end; heavy for the pane in front. */
import { textWidth } from './display-text.ts';
import { countText } from './figures.ts';
import type { Theme } from './theme.ts';

/** Painted text of so many cells, at the end of the line where there is room. */
export interface Aside {
  readonly line: string;
  readonly cells: number;
}

export function paneTitle(
  name: string,
  note: string,
  width: number,
  inFront: boolean,
  theme: Theme,
  aside?: Aside,
): string {
  const rule = theme.glyph(inFront ? 'heavyRule' : 'rule');
  const words = theme.clean(note === '' ? name : `${name}  ${note}`);
  if (textWidth(words) > width - 6) return theme.paint('strong', theme.fit(`${rule} ${words} `, width - 1)) + rule;
  const head = `${rule} ${theme.paint(inFront ? 'strong' : 'plain', words)} `;
  const left = width - textWidth(words) - 3;
  const ruled = (cells: number) => theme.paint(inFront ? 'plain' : 'muted', rule.repeat(cells));
  if (aside === undefined || left < aside.cells + 4) return head + ruled(left);
  return `${head}${ruled(left - aside.cells - 3)} ${aside.line} ${ruled(1)}`;
}

/** What the title says of a pane with more rows than fit: `12 errors · ▾ 9 below`. */
export function withRowsBelow(note: string, below: number, theme: Theme): string {
  if (below <= 0) return note;
  const more = `${theme.glyph('down')} ${countText(below)} below`;
  return note === '' ? more : `${note} · ${more}`;
}
