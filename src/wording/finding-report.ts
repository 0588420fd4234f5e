/** Finding -> the report's finding: its words, its filter, its sources. */
import { printable } from '../bytes/text.ts';
import type { Rule } from '../detect/rules.ts';
import type { FindingSubject, OwnWording, Words } from '../detect/words.ts';
import type { FindingReport, ServiceReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { displayFilter, scopeFilter } from './display-filter.ts';
import { doubtText } from './doubt-text.ts';
import { paragraph } from './phrases.ts';
import { WORDINGS } from './registry.ts';
import { subjectOf } from './subject.ts';
import type { Subject } from './words.ts';

/** A finding phrased. */
interface Phrased {
  readonly words: Words;
  readonly displayFilter: string;
  readonly source: string;
}

/** A finding in words, keys in the order of the contract. */
export function findingReport(finding: Finding, snapshot: Snapshot): FindingReport {
  const services = finding.services.flatMap((id) => snapshot.services.find((service) => service.id === id) ?? []);
  const subject = subjectOf(finding, services);
  // The one place where the types of parameters are taken on trust: they are those of the rule.
  const phrased = finding.wording === undefined ? builtIn(subject as Subject<Rule>) : own(subject, finding.wording);
  const { words } = phrased;
  return {
    id: finding.id,
    key: printable(finding.key),
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    state: finding.state,
    title: words.title,
    explanation: paragraph(words.explanation, finding.doubt && doubtText(finding.doubt)),
    rivals: [...words.rivals],
    remedy: words.remedy,
    services: [...finding.services],
    flows: [...finding.flows],
    count: finding.count,
    ...(finding.scope.processes === undefined ? {} : { processes: finding.scope.processes.map(printable) }),
    firstTime: snapshot.timestamp(finding.firstTime),
    lastTime: snapshot.timestamp(finding.lastTime),
    ...(finding.clearedTime === undefined ? {} : { clearedTime: snapshot.timestamp(finding.clearedTime) }),
    frames: finding.frames.map(({ input, frame }) => ({ input, frame })),
    displayFilter: phrased.displayFilter,
    evidence: [...words.evidence],
    source: sourcesOf(services, phrased.source),
    ...(finding.exception === undefined ? {} : { exception: exceptionOf(finding.exception) }),
  };
}

function exceptionOf({ reason, until }: NonNullable<Finding['exception']>) {
  return { reason: printable(reason), until };
}

function builtIn<R extends Rule>(subject: Subject<R>): Phrased {
  const { source } = WORDINGS[subject.rule];
  return { words: WORDINGS[subject.rule].words(subject), displayFilter: displayFilter(subject), source };
}

/** Words of a plug-in may fail: then the finding stands, and says so. */
function own(subject: FindingSubject, { source, words }: OwnWording): Phrased {
  const filter = scopeFilter(subject.scope);
  try {
    return { words: harmless(words(subject)), displayFilter: filter, source: printable(source) };
  } catch (error) {
    const explanation = `The plug-in's words for this rule failed: ${printable(String(error))}.`;
    const wordless = { title: printable(subject.rule), explanation, rivals: [], remedy: '', evidence: [] };
    return { words: wordless, displayFilter: filter, source: '' };
  }
}

function harmless({ title, explanation, rivals, remedy, evidence }: Words): Words {
  return {
    title: printable(title),
    explanation: printable(explanation),
    rivals: rivals.map(printable),
    remedy: printable(remedy),
    evidence: evidence.map(printable),
  };
}

/** Each document once: those of the catalogue rows, then the rule's own. */
function sourcesOf(services: readonly ServiceReport[], own: string): string {
  const rows = [...new Set(services.map((service) => service.source))];
  return (rows.some((row) => row.startsWith(own)) ? rows : [...rows, own]).join('; ');
}
