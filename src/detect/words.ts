/** What findings are phrased from and into. The built-in rules have their words in `wording`; a plug-in's detector brings its own. */
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { Confidence, ParameterValue } from './detector.ts';
import type { RuleName } from './rules.ts';

/** The distinct ends of a finding's flows, each at most 16. */
export interface FindingScope {
  readonly transport: 'tcp' | 'udp' | undefined;
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  readonly ports: readonly number[];
  readonly serverNames: readonly string[];
}

/** What words may know of a catalogue row. */
export interface ServiceTitle {
  readonly ref: string;
  readonly title: string;
  /** Names and address ranges that the row documents, such as `*.push.apple.com`, `17.0.0.0/8`; empty for the customer's own hosts. */
  readonly destinations: readonly string[];
  /** What the host that it leads to is, such as `Jamf Infrastructure Manager`. */
  readonly server?: string;
  /** What holds only where Jamf Pro runs on premises, or only in Jamf Cloud. */
  readonly conditions?: ServiceRow['conditions'];
}

/** A finding as its words see it: text is printable, services are titles, most specific first. */
export interface FindingSubject {
  readonly rule: RuleName;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly scope: FindingScope;
  readonly confidence: Confidence;
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

/** The words of a rule that a plug-in adds. The display filter shows the finding's flows. */
export interface OwnWording {
  /** The document behind the rule; the sources of the catalogue rows come before it. */
  readonly source: string;
  words(subject: FindingSubject): Words;
}
