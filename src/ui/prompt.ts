/** A line of text being typed: the filter, which applies as it is typed, or the name of a file to write. */
import type { Completion } from './query/completion.ts';
import { type History, type Recalled, walked } from './query/history.ts';

export interface Prompt {
  readonly purpose: 'filter' | 'evidence' | 'report';
  readonly text: string;
  /** What it was before: esc brings it back. */
  readonly before: string;
  /** Why what was entered is not taken, until it is changed. */
  readonly refusal?: string;
  /** A completion under way. */
  readonly completing?: Completing;
  /** A walk through the filters kept before. */
  readonly recalled?: Recalled;
}

interface Completing {
  /** What was typed: the candidates are its. */
  readonly stem: string;
  /** The candidate in its place. */
  readonly index: number;
}

/** Longest text. */
export const MAX_TYPED = 200;

/** The question for a line of text, with what it is so far. */
export function asked(purpose: Prompt['purpose'], text: string): Prompt {
  return { purpose, text, before: text };
}

export function typed({ purpose, text, before }: Prompt, change: (text: string) => string): Prompt {
  return { purpose, text: change(text).slice(0, MAX_TYPED), before };
}

/** Without the last character. */
export const withoutCharacter = (text: string): string => Array.from(text).slice(0, -1).join('');

/** Without the last word and the spaces around it. */
export const withoutWord = (text: string): string => text.replace(/\S*\s*$/, '');

/** The text whose completions are offered. */
export function stemOf({ text, completing }: Prompt): string {
  return completing?.stem ?? text;
}

/** The next candidate of the stem (1) or the one before (-1), round and round. An only candidate is taken for good, so that its own can follow. */
export function completed(prompt: Prompt, { candidates }: Completion, by: 1 | -1): Prompt {
  if (candidates.length === 0) return prompt;
  const { purpose, before, completing } = prompt;
  const from = completing?.index ?? (by === 1 ? -1 : 0);
  const index = (from + by + candidates.length) % candidates.length;
  const text = candidates[index].text;
  if (text.length > MAX_TYPED) return prompt;
  const next = { purpose, text, before };
  return candidates.length === 1 ? next : { ...next, completing: { stem: stemOf(prompt), index } };
}

/** The filter kept before this one (1) or after it (-1); beyond the newest, what was typed. */
export function recalled(prompt: Prompt, history: History, by: 1 | -1): Prompt {
  const next = walked(history, prompt.recalled ?? { back: 0, typed: prompt.text }, by);
  if (next === undefined) return prompt;
  const { text, ...place } = next;
  return { purpose: prompt.purpose, text, before: prompt.before, recalled: place };
}
