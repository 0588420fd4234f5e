/** Signals and what they weigh together. What the words of confidence mean is in RULES.md, by `wording/confidence-text.ts`. */
import { CONFIDENCES, type Confidence } from './detector.ts';

/** One thing that was seen, and how far it alone bears the finding. */
export interface Signal<Name extends string = string> {
  readonly name: Name;
  readonly strength: Confidence;
}

/**
 * How sure the signals make a finding; `undefined` when they do not make one. The strongest decides; two of the same strength, of different
 * names, weigh as one of the next, but nothing adds up to proof. One weak signal never makes a finding.
 */
export function weigh(signals: readonly Signal[]): Confidence | undefined {
  if (signals.some(({ strength }) => strength === 'conclusive')) return 'conclusive';
  const count = (strength: Confidence) =>
    new Set(signals.filter((each) => each.strength === strength).map(nameOf)).size;
  if (count('strong') > 0 || count('moderate') > 1) return 'strong';
  if (count('moderate') > 0 || count('weak') > 1) return 'moderate';
  return undefined;
}

function nameOf({ name }: Signal): string {
  return name;
}

/** The lesser of two: a guard caps what the signals say. */
export function atMost(confidence: Confidence, cap: Confidence): Confidence {
  return CONFIDENCES.indexOf(confidence) > CONFIDENCES.indexOf(cap) ? confidence : cap;
}

/** The names for a finding's parameter, strongest first, each once. */
export function signalNames<Name extends string>(signals: readonly Signal<Name>[]): Name[] {
  const order = (signal: Signal) => CONFIDENCES.indexOf(signal.strength);
  return [...new Set(signals.toSorted((one, other) => order(one) - order(other)).map(({ name }) => name))];
}

/** A signal with its strength, as a finding carries it: `strong repeated`. */
export type WeighedName<Name extends string = string> = `${Confidence} ${Name}`;

/** As `signalNames`, each behind its strength. */
export function weighedNames<Name extends string>(signals: readonly Signal<Name>[]): WeighedName<Name>[] {
  const strengths = new Map(signals.toReversed().map(({ name, strength }) => [name, strength]));
  return signalNames(signals).map((name) => `${strengths.get(name)!} ${name}` as const);
}
