/** Text in terminal cells: made harmless, measured, cut, padded and wrapped to an exact width. Widths after UAX #11. */
import stringWidth from 'string-width';
import { printable } from '../bytes/text.ts';

/** One cell a character, nothing to escape: most of what is shown, and fifty times cheaper. */
const PLAIN = /^[\x20-\x7e]*$/;
/**
 * One cell a character too, and none joins its neighbour: Latin letters, dashes, quotes, arrows, frames, our glyphs. For anything else
 * `string-width` asks ICU, which takes 60 ms to get ready: the start of a screen that shows nothing else does without.
 */
const SINGLE = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u2193\u2205\u2260\u2500-\u25fc\u2713\u2716]*$/;
/** Takes no cell of its own (soft hyphen, fillers, variation selectors): terminals disagree on it, so it is shown escaped. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** More marks than any script needs on one letter; they would run over the lines around. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;
const NOT_ASCII = /[^\x20-\x7e]/gu;

const ASCII_FOR: Readonly<Record<string, string>> = {
  '·': '-',
  '–': '-',
  '—': '-',
  '…': '~',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '→': '>',
  '←': '<',
  '↓': 'v',
  '↑': '^',
  '×': 'x',
  µ: 'u',
  '∅': '0',
};

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Text from anywhere as it may be shown: no control, no reordering, no character without a cell; with `ascii`, ASCII only. */
export function cleanText(text: string, ascii: boolean): string {
  if (PLAIN.test(text)) return text;
  const harmless = printable(text)
    .replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
    .replace(PILED_MARKS, '$1');
  return ascii ? harmless.replace(NOT_ASCII, (character) => ASCII_FOR[character] ?? '?') : harmless;
}

/** Code units of a cell at most: two for a letter, and its marks. What is longer than a line's worth of them is cut before it is measured. */
const UNITS_PER_CELL = 8;
const NOT_PLAIN = /[^\x20-\x7e]+/g;

/** Cells that clean text takes. `string-width` is asked for what is not ASCII only: it takes 4 s for 64 kB, should one dot among them be odd. */
export function textWidth(text: string): number {
  if (SINGLE.test(text)) return text.length;
  let cells = text.length;
  for (const [run] of text.matchAll(NOT_PLAIN)) cells += stringWidth(run) - run.length;
  return cells;
}

/** As much of a text as may be seen in `width` cells: what a name of 64 kB costs is what its beginning costs. */
export function visiblePart(text: string, width: number): string {
  return text.length > width * UNITS_PER_CELL ? text.slice(0, width * UNITS_PER_CELL) : text;
}

function fits(text: string, width: number): boolean {
  return text.length <= width * UNITS_PER_CELL && textWidth(text) <= width;
}

/** Clean text in exactly `width` cells: padded on the right (or on the left), or cut with `ellipsis` (one cell) as its last. */
export function fitText(text: string, width: number, ellipsis: string, align: 'left' | 'right' = 'left'): string {
  if (width <= 0) return '';
  const taken = textWidth(text);
  if (taken > width) return `${cutText(text, width - 1)}${ellipsis}`;
  const pad = ' '.repeat(width - taken);
  return align === 'left' ? text + pad : pad + text;
}

/** The longest head of clean text within `width` cells, padded where a wide character does not fit any more. */
function cutText(text: string, width: number): string {
  if (SINGLE.test(text)) return text.slice(0, width);
  let taken = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    const cells = stringWidth(segment);
    if (taken + cells > width) break;
    taken += cells;
    end = index + segment.length;
  }
  return text.slice(0, end) + ' '.repeat(width - taken);
}

/** Clean text as lines of at most `width` cells, broken at spaces; a longer word behind a sign in its second half, else where the line ends. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer, width)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = brokenWord(word, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  lines.push(line);
  return lines;
}

/** Behind these a path, a name or a list may go on in the next line. */
const BREAK = /[/.,;:=?&_+-](?=[^/.,;:=?&_+-]*$)/;

function breakIn(piece: string): number {
  const at = piece.search(BREAK);
  return at + 1 > piece.length / 2 ? at + 1 : piece.length;
}

function brokenWord(word: string, width: number): string[] {
  if (fits(word, width)) return [word];
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const { segment } of graphemes.segment(word)) {
    const cells = textWidth(segment);
    if (taken + cells > width && piece !== '') {
      const end = breakIn(piece);
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end);
      taken = textWidth(piece);
    }
    piece += segment;
    taken += cells;
  }
  return [...pieces, piece];
}
