/** The shape of a wording: finding as data in, sentences for people out. One file per rule, one line each in `registry.ts`. */
import type { ParametersOf } from '../detect/parameters.ts';
import type { Rule } from '../detect/rules.ts';
import type { FindingSubject, RuleManual, Words } from '../detect/words.ts';

export type { Evidence, RuleManual, ServiceTitle, Words } from '../detect/words.ts';

/** A finding of a built-in rule as its wording sees it, with the parameters of that rule. */
export interface Subject<R extends Rule> extends Omit<FindingSubject, 'rule' | 'parameters'> {
  readonly rule: R;
  readonly parameters: ParametersOf<R>;
}

export interface Wording<R extends Rule> {
  readonly rule: R;
  readonly manual: RuleManual;
  /** The document behind the rule itself; the sources of the catalogue rows come before it. */
  readonly source: string;
  words(subject: Subject<R>): Words;
}
