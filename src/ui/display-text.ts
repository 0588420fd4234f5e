/** Text in terminal cells: made harmless, measured, cut, padded and wrapped to an exact width. Widths after UAX #11. */
import stringWidth from 'string-width';
import { printable } from '../bytes/text.ts';

/** One cell a character, nothing to escape: most of what is shown, and fifty times cheaper. */
const PLAIN = /^[\x20-\x7e]*$/;
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

/** Cells that clean text takes. */
export function textWidth(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
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
  if (PLAIN.test(text)) return text.slice(0, width);
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

/** Clean text as lines of at most `width` cells, broken at spaces; a longer word is broken where the line ends. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
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

function brokenWord(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const { segment } of graphemes.segment(word)) {
    const cells = textWidth(segment);
    if (taken + cells > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += segment;
    taken += cells;
  }
  return [...pieces, piece];
}
