/** Details as running text: entries in, painted lines of an exact width out. */
import { wrapText } from './display-text.ts';
import type { Theme, Token } from './theme.ts';

export type Entry =
  | { readonly kind: 'title'; readonly text: string; readonly token: Token }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly token?: Token }
  /** Part of a list. */
  | { readonly kind: 'item'; readonly text: string; readonly token?: Token }
  | { readonly kind: 'field'; readonly label: string; readonly text: string; readonly token?: Token }
  /** Drawn for the width at hand: painted lines of exactly as many cells. `text` says the same in words. */
  | { readonly kind: 'drawing'; readonly text: string; lines(width: number): readonly string[] };

/** The same as text for elsewhere: a line an entry, without colour or wrapping. */
export function documentText(entries: readonly Entry[], theme: Theme): string {
  const lines = entries.map((entry, index) => {
    // Only what we drew has lines of its own: a line break anywhere else comes from outside.
    if (entry.kind === 'drawing') return entry.text.split('\n').map(theme.clean).join('\n');
    const text = theme.clean(entry.text).trim();
    if (entry.kind === 'heading') return `${index > 0 ? '\n' : ''}${text}`;
    if (entry.kind === 'item') return `${theme.glyph('dot')} ${text}`;
    return entry.kind === 'field' ? `${theme.clean(entry.label).replace(/:$/, '')}: ${text}` : text;
  });
  return lines.join('\n');
}

/** Characters of a word on the screen: no name of DNS is longer, but some that are sent have 64 kB. */
const MAX_WORD = 300;
const LONG_WORD = new RegExp(`\\S{${MAX_WORD + 1},}`, 'g');
const LABEL_WIDTH = 15;
/** Cells left free on either side. */
const MARGIN = 1;

/** Lines of exactly `width` cells; a heading has a blank line before it. */
export function layoutDocument(entries: readonly Entry[], width: number, theme: Theme): string[] {
  return entries.flatMap((entry, index) => {
    const lines = entryLines(entry, width - 2 * MARGIN, theme).map((line) => ` ${line} `);
    return entry.kind === 'heading' && index > 0 ? [' '.repeat(width), ...lines] : lines;
  });
}

function entryLines(entry: Entry, width: number, theme: Theme): readonly string[] {
  switch (entry.kind) {
    case 'drawing':
      return entry.lines(width);
    case 'title':
      return hanging('', entry.text, width, theme, entry.token, 'strong');
    case 'heading':
      return hanging('', entry.text, width, theme, 'strong');
    case 'text':
      return hanging('', entry.text, width, theme, entry.token);
    case 'item':
      return hanging(`${theme.glyph('dot')} `, entry.text, width, theme, entry.token);
    case 'field':
      return hanging(theme.fit(entry.label, LABEL_WIDTH), entry.text, width, theme, entry.token);
  }
}

/** Wrapped text behind a label (fitted already), later lines below the first. */
function hanging(label: string, text: string, width: number, theme: Theme, ...tokens: (Token | undefined)[]): string[] {
  const paint = (line: string) =>
    tokens.reduce<string>((painted, token) => theme.paint(token ?? 'plain', painted), line);
  const shown = text.replace(LONG_WORD, (word) => word.slice(0, MAX_WORD) + theme.glyph('ellipsis'));
  return wrapText(theme.clean(shown), width - label.length).map((line, index) => {
    const lead = index === 0 ? theme.paint('muted', label) : ' '.repeat(label.length);
    return lead + paint(theme.fit(line, width - label.length));
  });
}
