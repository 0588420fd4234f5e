/** The shape of a wording: finding as data in, sentences for people out. One file per rule, one line each in `registry.ts`. */
import type { Confidence } from '../detect/detector.ts';
import type { ParametersOf } from '../detect/parameters.ts';
import type { Rule } from '../detect/rules.ts';
import type { FindingScope } from '../engine/snapshot.ts';

/** What a wording may know of a catalogue row. */
export interface ServiceTitle {
  readonly ref: string;
  readonly title: string;
  /** Names and address ranges that the row documents, such as `*.push.apple.com`, `17.0.0.0/8`; empty for the customer's own hosts. */
  readonly destinations: readonly string[];
}

/** A finding as its wording sees it: text is printable, services are titles. */
export interface Subject<R extends Rule> {
  readonly rule: R;
  readonly parameters: ParametersOf<R>;
  readonly scope: FindingScope;
  readonly confidence: Confidence;
  /** Most specific first. */
  readonly services: readonly ServiceTitle[];
}

export interface Words {
  /** One line, without a full stop. */
  readonly title: string;
  /** What was seen, at which step, and how sure that is. */
  readonly explanation: string;
  /** What else it could be, each with what would decide. */
  readonly rivals: readonly string[];
  /** The sentence to hand to whoever can mend it: names host, port and direction. */
  readonly remedy: string;
  /** Single facts, each readable alone. */
  readonly evidence: readonly string[];
}

export interface Wording<R extends Rule> {
  readonly rule: R;
  /** The document behind the rule itself; the sources of the catalogue rows come before it. */
  readonly source: string;
  words(subject: Subject<R>): Words;
}
