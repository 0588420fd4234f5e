/** The line above the footer while a filter is typed: what is wrong with it, else how it may go on. */
import { textWidth } from './display-text.ts';
import type { Prompt } from './prompt.ts';
import type { Completion } from './query/completion.ts';
import type { Typing } from './screen.ts';
import type { Theme } from './theme.ts';

/** Cells between two candidates, and before the words at the end. */
const GAP = '  ';

/** Exactly `width` cells. The candidate that tab put in place has the cursor before it. */
export function hintLine({ completion, mistake }: Typing, { completing }: Prompt, width: number, theme: Theme): string {
  if (mistake !== undefined) return theme.paint('warn', theme.fit(` ${theme.glyph('warning')} ${mistake}`, width));
  const labels = completion.candidates.map(({ label }) => theme.clean(label));
  const shown = fitting(labels, completing?.index ?? 0, width - GAP.length);
  const candidates = shown.map(({ label, index }) => {
    const chosen = index === completing?.index;
    return `${chosen ? theme.glyph('cursor') : ' '}${theme.paint(chosen ? 'strong' : 'plain', label)} `;
  });
  const left = width - shown.reduce((sum, { label }) => sum + textWidth(label) + GAP.length, 0);
  return candidates.join('') + theme.paint('muted', theme.fit(` ${restText(completion, shown, left, theme)}`, left));
}

/** Behind the candidates: that there are more, or what the field is. Words that do not fit whole are left out, unless there is nothing else. */
function restText({ candidates, hint }: Completion, shown: readonly Shown[], left: number, theme: Theme): string {
  const last = shown[shown.length - 1]?.index ?? -1;
  if (last < candidates.length - 1) return theme.glyph('ellipsis');
  const words = theme.clean(hint);
  return shown.length === 0 || textWidth(words) + GAP.length <= left ? words : '';
}

interface Shown {
  readonly label: string;
  readonly index: number;
}

/** As many as fit, from the first, or from such a one that `index` is among them. */
function fitting(labels: readonly string[], index: number, width: number): Shown[] {
  const shown: Shown[] = [];
  let taken = 0;
  for (const [at, label] of labels.entries()) {
    taken += textWidth(label) + GAP.length;
    while (taken > width && shown.length > 0 && at <= index) taken -= textWidth(shown.shift()!.label) + GAP.length;
    if (taken > width) break;
    shown.push({ label, index: at });
  }
  return shown;
}
