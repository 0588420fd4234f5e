/** The last line: the keys that apply, or the filter while it is typed. */
import { Block } from './block.tsx';
import { textWidth } from './display-text.ts';
import { type ActionName, KEYS, type Mode } from './keys.ts';
import { modeOf, type UiState } from './state.ts';
import type { Theme } from './theme.ts';

interface FooterProps {
  readonly ui: UiState;
  readonly width: number;
  readonly theme: Theme;
}

export function Footer({ ui, width, theme }: FooterProps) {
  const mode = modeOf(ui);
  const prompt = ui.prompt !== undefined ? promptText(ui.prompt.text, Math.floor(width / 2), theme) : '';
  const line = ` ${prompt}${keysLine(mode, width - 1 - textWidth(prompt), theme)}`;
  return <Block lines={[line]} width={width} height={1} />;
}

/** The end of a long filter: that is where the typing is. */
function promptText(filter: string, most: number, theme: Theme): string {
  let shown = theme.clean(filter);
  while (textWidth(shown) > most) shown = Array.from(shown).slice(1).join('');
  return `/${shown}${theme.glyph('caret')}  `;
}

/** The entries of the key table in their order, from the end without those that do not fit; help and quit always. Padded to the width. */
function keysLine(mode: Mode, width: number, theme: Theme): string {
  const entries = KEYS.flatMap(({ footer, when, action }) =>
    footer !== undefined && when.includes(mode) ? [{ footer, kept: KEPT.has(action) }] : [],
  );
  let left = width - entries.reduce((sum, { footer }) => sum + cellsOf(footer), 0);
  for (let at = entries.length - 1; at >= 0 && left < 0; at--) {
    if (entries[at].kept) continue;
    left += cellsOf(entries[at].footer);
    entries.splice(at, 1);
  }
  const line = entries.map(
    ({ footer: [key, words] }) => `${theme.paint('strong', key)} ${theme.paint('muted', words)}  `,
  );
  return line.join('') + ' '.repeat(Math.max(0, left));
}

const KEPT: ReadonlySet<ActionName> = new Set(['help', 'quit', 'back', 'keep-filter']);

function cellsOf([key, words]: readonly [string, string]): number {
  return key.length + words.length + 3;
}
