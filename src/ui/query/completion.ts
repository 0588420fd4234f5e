/** How what is being typed may go on: names of fields, then values that the capture has. */
import { fieldNamed } from './compile.ts';
import { FIELDS, fieldText } from './fields.ts';
import type { Capture, SeenValues } from './seen-values.ts';
import { quoted, unfinishedOf } from './terms.ts';

export interface Candidate {
  /** The whole filter with it. */
  readonly text: string;
  /** What it adds or completes. */
  readonly label: string;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** What the field compares and how it is written; empty where no field is being filled in. */
  readonly hint: string;
}

export const NO_COMPLETION: Completion = { candidates: [], hint: '' };

/** Offered at once; more letters bring others. */
const MAX_CANDIDATES = 50;

/** Those that begin as the word does come before those that hold it. What is complete already is not offered. */
export function completionOf(text: string, capture: Capture, seen: SeenValues): Completion {
  const { before, field: name, word } = unfinishedOf(text);
  if (name === undefined) return { candidates: fieldCandidates(before, word), hint: '' };
  const field = fieldNamed(name);
  if (field === undefined) return NO_COMPLETION;
  const candidates = fitting(word, field.candidates(seen, capture)).flatMap((label) => {
    const value = quoted(label);
    return value === undefined ? [] : [{ text: before + value, label }];
  });
  return { candidates, hint: fieldText(field) };
}

function fieldCandidates(before: string, word: string): Candidate[] {
  const names = FIELDS.map(({ name }) => name).filter((name) => name.startsWith(word.toLowerCase()));
  return names.map((name) => ({ text: `${before}${name}:`, label: `${name}:` }));
}

function fitting(word: string, values: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  // A number within a number means nothing: of the ports, 8 is the beginning of 8443, and no part of 68.
  const holds = (value: string) => (isNumber(value) ? value.startsWith(wanted) : value.toLowerCase().includes(wanted));
  const held = [...new Set(values)].filter((value) => value !== word && holds(value));
  const begun = held.filter((value) => value.toLowerCase().startsWith(wanted));
  return [...begun, ...held.filter((value) => !begun.includes(value))].slice(0, MAX_CANDIDATES);
}

function isNumber(value: string): boolean {
  return /^\d+$/.test(value);
}
