/** A label with text behind it, as findings and rules are laid out. */
import type { Page } from './page.ts';

const INDENT = 3;
const LABEL = 9;
/** Columns before the text. */
export const FIELD_INDENT = INDENT + LABEL;

/** The text wrapped behind its label; nothing where there is none. */
export function* field(label: string, text: string, page: Page): Iterable<string> {
  if (text === '') return;
  const [first, ...rest] = page.wrap(text, page.width - FIELD_INDENT);
  yield labelled(label, first, page);
  for (const line of rest) yield ' '.repeat(FIELD_INDENT) + line;
}

/** On one line, whatever its length. */
export function labelled(label: string, text: string, page: Page): string {
  return ' '.repeat(INDENT) + page.paint('muted', label.padEnd(LABEL)) + text;
}
