/** What findings are phrased from and into. The built-in rules have their words in `wording`; a plug-in's detector brings its own. */
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { Confidence, ParameterValue, Severity } from './detector.ts';
import type { RuleName } from './rules.ts';

/** The distinct ends of a finding's flows, each at most 16. */
export interface FindingScope {
  readonly transport: 'tcp' | 'udp' | undefined;
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  readonly ports: readonly number[];
  readonly serverNames: readonly string[];
  /** Where some of the flows lead to explicit proxies, which are among `servers` and `ports`: where they all end. */
  readonly proxied?: ProxiedEnds;
  /** Processes whose flows they are, where the capture is of macOS and tells. */
  readonly processes?: readonly string[];
}

/** Each at most 16. */
export interface ProxiedEnds {
  /** `10.20.0.8:3128`. */
  readonly proxies: readonly string[];
  /** What they are asked for, where that has a name: `acme.jamfcloud.com:443`. */
  readonly asked: readonly string[];
  /** Servers of the other flows; empty where all lead to proxies. */
  readonly servers: readonly string[];
  /** Ports asked for, and those of the other flows. */
  readonly ports: readonly number[];
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

/**
 * One thing that is looked at, behind what it does to the finding: `strong: the SYN is sent three times and nobody answers`,
 * `at most moderate: packets were lost in the recording`, `as info: …` (another severity than the rule's), `silent: only one direction was captured`.
 */
export type Evidence = `${Confidence | `at most ${Confidence}` | `as ${Severity}` | 'silent'}: ${string}`;

/**
 * The page of a rule (`jamscope explain`, RULES.md): what holds for all its findings. Plain sentences, each part saying what the
 * others do not; `code` in backticks is the only markup.
 */
export interface RuleManual {
  /** One line for lists: what was seen. No capital at the start unless it is a name, no full stop. */
  readonly summary: string;
  /** What happens and what it means for Jamf Pro or its devices, one short paragraph. */
  readonly meaning: string;
  /** What makes a finding, strongest first; then what caps it, and last what keeps the rule silent. Thresholds as figures. */
  readonly evidence: readonly Evidence[];
  /** What else could look so, each a sentence with what decides. */
  readonly rivals: readonly string[];
  /** What to ask whoever runs the firewall, proxy, DNS or server: sentences to be sent as they are. */
  readonly ask: string;
}

/** The words of a rule that a plug-in adds. The display filter shows the finding's flows. */
export interface OwnWording {
  /** The document behind the rule; the sources of the catalogue rows come before it. */
  readonly source: string;
  readonly manual?: RuleManual;
  words(subject: FindingSubject): Words;
}
