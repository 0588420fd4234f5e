/** Turns of phrase that the wordings share: lists, counts, spans of time, confidence. */
import type { Confidence } from '../detect/detector.ts';

/** `a`, `a and b`, `a, b and c`; beyond `most`, `a, b, c and others` (lists are bounded upstream, so no number is claimed). */
export function listed(items: readonly (string | number)[], most = 3): string {
  if (items.length > most) return `${items.slice(0, most).join(', ')} and others`;
  return joined(items, 'and');
}

/** `a`, `a or b`, `a, b or c`: all of them. */
export function alternatives(items: readonly string[]): string {
  return joined(items, 'or');
}

function joined(items: readonly (string | number)[], last: 'and' | 'or'): string {
  if (items.length < 2) return String(items[0] ?? '');
  return `${items.slice(0, -1).join(', ')} ${last} ${items[items.length - 1]}`;
}

/** `120,400`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 flow`, `1,200 flows`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `21 of 310 flows`, `all 3 flows`, `the only flow`. */
export function shareOf(part: number, whole: number, noun: string): string {
  if (part < whole) return `${grouped(part)} of ${counted(whole, noun)}`;
  return whole === 1 ? `the only ${noun}` : `all ${counted(whole, noun)}`;
}

/** A share of 0 to 1 as `0.4 %`, `31 %`. Never `0 %`: there is some. */
export function percent(share: number): string {
  return share < 0.0005 ? 'less than 0.1 %' : `${rounded(share * 100)} %`;
}

/** Seconds as `0.4 s`, `31 s`, `12 min`, `5 h` or `1,200 days`. */
export function seconds(value: number): string {
  if (value >= 172_800) return counted(Math.round(value / 86_400), 'day');
  if (value >= 7200) return `${Math.round(value / 3600)} h`;
  if (value >= 600) return `${Math.round(value / 60)} min`;
  return `${rounded(value)} s`;
}

/** Milliseconds as `0.4 ms`, `31 ms`. Never `0 ms`: what has happened took some time. */
export function milliseconds(value: number): string {
  return value < 0.1 ? 'less than 0.1 ms' : `${rounded(value)} ms`;
}

function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

const SURENESS: Readonly<Record<Confidence, string>> = {
  conclusive: 'The capture proves this verdict.',
  strong: 'This verdict is very likely right.',
  moderate: 'This verdict is likely, not proved.',
  weak: 'This verdict is a hint, not proof.',
};

/** How far to trust the finding, as a sentence. */
export function sureness(confidence: Confidence): string {
  return SURENESS[confidence];
}

/** Sentences in one paragraph; those that do not apply are left out. */
export function paragraph(...sentences: readonly (string | false | undefined)[]): string {
  return sentences.filter(Boolean).join(' ');
}

/** The parts that apply. */
export function those(...parts: readonly (string | false | undefined)[]): string[] {
  return parts.filter((part): part is string => typeof part === 'string');
}
