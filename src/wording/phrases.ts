/** Turns of phrase that the wordings share: lists, counts, spans of time, confidence. */
import type { Confidence } from '../detect/detector.ts';

/** `a`, `a and b`, `a, b and c`; beyond `most`, `a, b, c and others` (lists are bounded upstream, so no number is claimed). */
export function listed(items: readonly (string | number)[], most = 3): string {
  if (items.length > most) return `${items.slice(0, most).join(', ')} and others`;
  if (items.length < 2) return String(items[0] ?? '');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** `1 flow`, `12 flows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Seconds as `0.4 s`, `31 s` or `12 min`. */
export function seconds(value: number): string {
  if (value >= 600) return `${Math.round(value / 60)} min`;
  return `${rounded(value)} s`;
}

/** Milliseconds as `0.4 ms`, `31 ms`. */
export function milliseconds(value: number): string {
  return `${rounded(value)} ms`;
}

function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

const SURENESS: Readonly<Record<Confidence, string>> = {
  conclusive: 'The capture proves this.',
  strong: 'This is very likely.',
  moderate: 'This is likely, not proved.',
  weak: 'This is a hint, not proof.',
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
