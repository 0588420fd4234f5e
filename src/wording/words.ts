/** The shape of a wording: finding as data in, sentences for people out. One file per rule, one line each in `registry.ts`. */
import type { ParametersOf } from '../detect/parameters.ts';
import type { Rule } from '../detect/rules.ts';
import type { FindingSubject, Words } from '../detect/words.ts';

export type { ServiceTitle, Words } from '../detect/words.ts';

/** A finding of a built-in rule as its wording sees it, with the parameters of that rule. */
export interface Subject<R extends Rule> extends Omit<FindingSubject, 'rule' | 'parameters'> {
  readonly rule: R;
  readonly parameters: ParametersOf<R>;
}

/** The page of a rule (`jamscope explain`, RULES.md): what holds for all its findings. Plain sentences, Markdown without headings. */
export interface RuleManual {
  /** One line for lists: what was seen. */
  readonly summary: string;
  /** What it means for Jamf Pro or its devices, one paragraph. */
  readonly meaning: string;
  /** What is looked at, each with the confidence that it gives, or with the guard that keeps the rule silent. */
  readonly evidence: readonly string[];
  /** What else could look so, each with what decides. */
  readonly rivals: readonly string[];
  /** What to ask whoever runs the firewall, proxy, DNS or server. */
  readonly ask: string;
}

export interface Wording<R extends Rule> {
  readonly rule: R;
  readonly manual?: RuleManual;
  /** The document behind the rule itself; the sources of the catalogue rows come before it. */
  readonly source: string;
  words(subject: Subject<R>): Words;
}
