/** The help: every key of the table, by where it applies, the words of the screen, and the language of the filter. */
import { connStateText } from '../wording/conn-state-text.ts';
import type { Entry } from './document.ts';
import { type KeyRow, type KeyTable, keysText, type Mode } from './keys.ts';
import { FIELDS, fieldText, GRAMMAR } from './query/fields.ts';
import { STATUS_LOOKS, type Theme } from './theme.ts';

const SECTIONS: readonly (readonly [Mode, string])[] = [
  ['list', 'In the panes'],
  ['detail', 'In the details'],
  ['filter', 'Typing the filter'],
  ['path', 'Typing the name of a file'],
];

export interface HelpSection {
  readonly heading: string;
  readonly rows: readonly KeyRow[];
}

/** A key that means the same in a later section is not told again. */
export function helpSections(keys: KeyTable): HelpSection[] {
  const told = new Set<string>();
  return SECTIONS.map(([mode, heading]) => {
    const rows = keys.filter((row) => row.when.includes(mode) && !told.has(`${keysText(row)} ${row.help}`));
    for (const row of rows) told.add(`${keysText(row)} ${row.help}`);
    return { heading, rows };
  });
}

export function helpDocument(keys: KeyTable, theme: Theme): Entry[] {
  return [
    { kind: 'title', text: 'Keys', token: 'plain' },
    ...helpSections(keys).flatMap(({ heading, rows }): Entry[] => [
      { kind: 'heading', text: heading },
      ...rows.map((row): Entry => ({ kind: 'field', label: keysText(row), text: row.help })),
    ]),
    { kind: 'heading', text: 'The words' },
    ...WORDS.map(([label, text]): Entry => ({ kind: 'field', label, text })),
    { kind: 'heading', text: 'The filter' },
    ...GRAMMAR.map(({ write, means }): Entry => ({ kind: 'field', label: write, text: means })),
    ...FIELDS.map((field): Entry => ({ kind: 'field', label: `${field.name}:`, text: fieldText(field) })),
    ...signs(theme),
  ];
}

/** States that are met most. */
const STATES = ['S0', 'S1', 'SF', 'REJ', 'RSTO', 'RSTR'];

/** Services and flows are judged in words of their own, and states are Zeek's. */
const WORDS: readonly (readonly [string, string])[] = [
  ['Service', 'how a documented connection fared over all its flows; misconfigured: reached, but not as documented'],
  ['Flow', 'what became of this one; misplaced: its port, protocol or destination is not the documented one'],
  ['State', `how its packets went: ${STATES.map((state) => `${state} ${connStateText(state)}`).join('; ')}`],
];

function signs(theme: Theme): Entry[] {
  if (theme.glyph('cross') === '') return [];
  return [
    { kind: 'heading', text: 'Signs' },
    ...Object.values(STATUS_LOOKS).map(
      ({ glyph, word, token }): Entry => ({ kind: 'field', label: theme.glyph(glyph), text: word, token }),
    ),
  ];
}
