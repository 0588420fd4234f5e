/**
 * Snapshot -> JSON, in pieces: Node's longest string is 512 MB, and whoever writes can wait for the reader between pieces.
 * One row (input, host, service, flow, finding) stands on one line, so that two reports can be compared with `diff`.
 */
import type { Snapshot } from '../engine/snapshot.ts';
import { type ReportOptions, reportSections } from './report.ts';

/** Characters gathered before a piece is handed over. */
const PIECE = 64 * 1024;

/** One JSON object and a final line feed. The same snapshot gives the same bytes. */
export function* jsonReport(snapshot: Snapshot, options: ReportOptions): Iterable<string> {
  let piece = '';
  for (const text of members(reportSections(snapshot, options), 0)) {
    piece += text;
    if (piece.length >= PIECE) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}\n`;
}

/** Levels whose members stand on lines of their own: the report, its sections, and what is within `capture`. */
const OPEN_LEVELS = 3;

function members(value: object, level: number): Iterable<string> {
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return enclosed('{', present, '}', level, function* ([name, member]) {
    yield `${json(name)}: `;
    yield* valueText(member, level + 1);
  });
}

function valueText(value: unknown, level: number): Iterable<string> {
  if (typeof value !== 'object' || value === null || level >= OPEN_LEVELS) return [json(value)];
  if (!isIterable(value)) return members(value, level);
  return enclosed('[', value, ']', level, (item) => [json(item)]);
}

function* enclosed<T>(
  open: string,
  items: Iterable<T>,
  close: string,
  level: number,
  text: (item: T) => Iterable<string>,
): Iterable<string> {
  let separator = `${open}\n`;
  for (const item of items) {
    yield separator + '  '.repeat(level + 1);
    yield* text(item);
    separator = ',\n';
  }
  yield separator === ',\n' ? `\n${'  '.repeat(level)}${close}` : open + close;
}

// What JSON itself lets through raw but a terminal or editor obeys: DEL, C1 controls, marks that reorder or hide text.
const RAW_HARMFUL = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** One line of JSON that is safe to print; the value read back is the same. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(
    RAW_HARMFUL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}
