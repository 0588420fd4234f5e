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
  const whole = theme.clean(note === '' ? name : `${name}  ${note}`);
  const words = fitting(whole, width - ENDS, theme);
  if (textWidth(words) > width - ENDS) return theme.paint('strong', theme.fit(`${rule} ${words} `, width - 1)) + rule;
  const head = `${rule} ${theme.paint(inFront ? 'strong' : 'plain', words)} `;
  const left = width - textWidth(words) - 3;
  const ruled = (cells: number) => theme.paint(inFront ? 'plain' : 'muted', rule.repeat(cells));
  if (aside === undefined || left < aside.cells + 4) return head + ruled(left);
  return `${head}${ruled(left - aside.cells - 3)} ${aside.line} ${ruled(1)}`;
}

/** Cells of the rule and the blanks on either side. */
const ENDS = 4;
const SEPARATOR = ' · ';

/** From the end without the parts that do not fit. How much is out of sight stays. */
function fitting(words: string, room: number, theme: Theme): string {
  const parts = words.split(theme.clean(SEPARATOR));
  const join = () => parts.join(theme.clean(SEPARATOR));
  const kept = parts[parts.length - 1].startsWith(`${theme.glyph('down')} `) ? 1 : 0;
  while (parts.length > 1 + kept && textWidth(join()) > room) parts.splice(-1 - kept, 1);
  return join();
}

/** What the title says of a pane with more rows than fit: `12 errors · ▾ 9 more`. */
export function withRowsBelow(note: string, below: number, theme: Theme): string {
  if (below <= 0) return note;
  const more = `${theme.glyph('down')} ${countText(below)} more`;
  return note === '' ? more : `${note}${SEPARATOR}${more}`;
}
