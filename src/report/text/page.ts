/** The page that a text report is set on: its width, its colours, its characters. */
import stringWidth from 'string-width';
import { printable } from '../../bytes/text.ts';

export interface PageOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
  /** Plain ASCII, for terminals that cannot show more. */
  readonly ascii: boolean;
}

/** What a colour means. No meaning is carried by colour alone. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'muted' | 'strong';

/** ECMA-48 SGR parameters: colours of the terminal's own palette, so that its theme keeps them readable. */
const SGR: Readonly<Record<Tone, number>> = { ok: 32, warn: 33, bad: 31, info: 36, muted: 2, strong: 1 };

/** ASCII for the characters that reports and wordings use. */
const PLAIN: Readonly<Record<string, string>> = {
  '✖': 'x',
  '✓': '+',
  '·': '|',
  '→': '->',
  '≠': '!=',
  '–': '-',
  '…': '...',
  '×': 'x',
};

/** Below this a report is no longer readable; lines then run over the edge. */
const MIN_WIDTH = 40;

export interface Page {
  readonly width: number;
  paint(tone: Tone, text: string): string;
  /** Text made safe to print, in the page's characters. Everything from outside passes here. */
  text(text: string): string;
  /** Lines of at most `width` columns, words kept whole where they fit, and cut at `MAX_WORD`. The text passes `text` first. */
  wrap(text: string, width: number): string[];
  /** Cut to `width` columns, with a mark, or padded to it. */
  fit(text: string, width: number): string;
}

export function openPage({ color, width, ascii }: PageOptions): Page {
  const text = (raw: string) => (ascii ? asciiOnly(printable(raw)) : printable(raw));
  return {
    width: Math.max(MIN_WIDTH, width),
    paint: (tone, content) => (color ? `\u001b[${SGR[tone]}m${content}\u001b[0m` : content),
    text,
    wrap: (raw, columns) => wrapped(text(raw.replace(LONG_WORD, (word) => `${headOf(word, MAX_WORD)}…`)), columns),
    fit: (raw, columns) => fitted(text(headOf(raw, columns * UNITS_PER_COLUMN)), columns, text('…')),
  };
}

/** Characters of a word on the page: no name of DNS is longer, few URLs are, but some names that are sent have 64 kB, which take half a minute to measure. */
const MAX_WORD = 1000;
const LONG_WORD = new RegExp(`\\S{${MAX_WORD + 1},}`, 'g');
/** Code units of a column at most: two for a letter, and its marks. */
const UNITS_PER_COLUMN = 8;

/** As many code units, and no half of a character. */
function headOf(text: string, units: number): string {
  return text.slice(0, units).replace(/[\ud800-\udbff]$/, '');
}

function asciiOnly(text: string): string {
  return text.replace(
    /[^\u0000-\u007f]/gu,
    (character) => PLAIN[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((whole) => broken(whole, width))) {
    const wide = columnsOf(word);
    if (used > 0 && used + 1 + wide > width) {
      lines.push(line);
      line = word;
      used = wide;
    } else {
      line = used === 0 ? word : `${line} ${word}`;
      used += used === 0 ? wide : wide + 1;
    }
  }
  return [...lines, line];
}

/** Characters of one column: ASCII, Latin, general punctuation, arrows, and our own marks. */
const NARROW = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff≠✓✖]*$/;

/** Columns on a terminal. For nearly all words counting is enough: the first call of `stringWidth` takes some 50 ms. */
function columnsOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** Made for the first word that no line holds: it takes 17 ms. */
let graphemes: { segment(text: string): Iterable<{ readonly segment: string }> } | undefined;

/** A word that no line holds, in pieces: certificate names, hashes, text without spaces. */
function broken(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  if (NARROW.test(word)) return word.match(new RegExp(`.{1,${width}}`, 'g')) ?? [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(word)) {
    const wide = columnsOf(segment);
    if (used > 0 && used + wide > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += segment;
    used += wide;
  }
  return [...pieces, piece];
}

function fitted(text: string, width: number, mark: string): string {
  const wide = columnsOf(text);
  if (wide <= width) return text + ' '.repeat(width - wide);
  const [head] = broken(text, Math.max(1, width - mark.length));
  return head + mark + ' '.repeat(Math.max(0, width - columnsOf(head) - mark.length));
}
