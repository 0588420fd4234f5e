/** The last line: what became of the last key, what is being typed, or the keys that apply. */
import { Block } from './block.tsx';
import { textWidth } from './display-text.ts';
import { type ActionName, footerKeys, type KeyTable } from './keys.ts';
import type { Prompt } from './prompt.ts';
import { modeOf, type UiState } from './state.ts';
import type { Theme } from './theme.ts';

interface FooterProps {
  readonly ui: UiState;
  /** Enter leads on from the opened detail. */
  readonly leads: boolean;
  readonly keys: KeyTable;
  readonly width: number;
  readonly theme: Theme;
}

export function Footer({ ui, leads, keys, width, theme }: FooterProps) {
  if (ui.notice !== undefined) {
    const { text, token } = ui.notice;
    return <Block lines={[theme.paint(token, theme.fit(` ${text}`, width))]} width={width} height={1} />;
  }
  const prompt = ui.prompt === undefined ? '' : promptText(ui.prompt, mostOfPrompt(width), theme);
  const mode = modeOf(ui);
  const there = keys.filter(
    ({ action, when }) => when.includes(mode) && (mode !== 'detail' || action !== 'open' || leads),
  );
  const line = ` ${prompt}${keysLine(there, keys, width - 1 - textWidth(prompt), theme)}`;
  return <Block lines={[line]} width={width} height={1} />;
}

/** Cells that a long text leaves to the keys; on a narrow screen, to the first of them. */
const ROOM_FOR_KEYS = 28;
const ROOM_FOR_KEY = 15;

function mostOfPrompt(width: number): number {
  return width - (width < 80 ? ROOM_FOR_KEY : ROOM_FOR_KEYS);
}

const QUESTIONS: Readonly<Record<Prompt['purpose'], string>> = {
  filter: '/',
  evidence: 'Evidence to: ',
  report: 'Report to: ',
};

/** The end of a long text: that is where the typing is. */
function promptText({ purpose, text }: Prompt, most: number, theme: Theme): string {
  const question = QUESTIONS[purpose];
  const whole = theme.clean(text);
  let shown = whole;
  const lead = () => (shown === whole ? '' : theme.glyph('ellipsis'));
  while (textWidth(question + lead() + shown) > most) shown = Array.from(shown).slice(1).join('');
  return `${question}${lead()}${shown}${theme.glyph('caret')}  `;
}

/** Cells between two entries. */
const GAP = 2;

/** The entries of the rows in their order, from the end without those that do not fit; help and quit as long as possible. Padded to the width. */
function keysLine(there: KeyTable, keys: KeyTable, width: number, theme: Theme): string {
  const entries = there.flatMap((row) =>
    row.footer !== undefined
      ? [{ key: theme.clean(footerKeys(row, keys)), words: row.footer.words, kept: KEPT.has(row.action) }]
      : [],
  );
  let left = width + GAP - entries.reduce((sum, entry) => sum + cellsOf(entry), 0);
  for (const kept of [false, true]) {
    for (let at = entries.length - 1; at >= 0 && left < 0; at--) {
      if (entries[at].kept !== kept) continue;
      left += cellsOf(entries[at]);
      entries.splice(at, 1);
    }
  }
  const line = entries.map(({ key, words }) => `${theme.paint('strong', key)} ${theme.paint('muted', words)}`);
  return line.join(' '.repeat(GAP)) + ' '.repeat(entries.length === 0 ? width : left);
}

const KEPT: ReadonlySet<ActionName> = new Set(['help', 'quit', 'back', 'keep-filter', 'confirm', 'cancel']);

function cellsOf({ key, words }: { readonly key: string; readonly words: string }): number {
  return textWidth(key) + 1 + words.length + GAP;
}
