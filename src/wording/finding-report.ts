/** Finding -> the report's finding: its words, its filter, its sources. */
import { printable } from '../bytes/text.ts';
import type { Rule } from '../detect/rules.ts';
import type { FindingReport, ServiceReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { displayFilter } from './display-filter.ts';
import { WORDINGS } from './registry.ts';
import { subjectOf } from './subject.ts';
import type { Subject, Words } from './words.ts';

/** A finding in words, keys in the order of the contract. */
export function findingReport(finding: Finding, snapshot: Snapshot): FindingReport {
  const services = finding.services.flatMap((id) => snapshot.services.find((service) => service.id === id) ?? []);
  const subject = subjectOf(finding, services);
  const words = wordsOf(subject);
  return {
    id: finding.id,
    key: printable(finding.key),
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    state: finding.state,
    title: words.title,
    explanation: words.explanation,
    rivals: [...words.rivals],
    remedy: words.remedy,
    services: [...finding.services],
    flows: [...finding.flows],
    count: finding.count,
    firstTime: snapshot.timestamp(finding.firstTime),
    lastTime: snapshot.timestamp(finding.lastTime),
    frames: finding.frames.map(({ input, frame }) => ({ input, frame })),
    displayFilter: displayFilter(subject),
    evidence: [...words.evidence],
    source: sourcesOf(services, WORDINGS[finding.rule].source),
  };
}

function wordsOf<R extends Rule>(subject: Subject<R>): Words {
  return WORDINGS[subject.rule].words(subject);
}

/** Each document once: those of the catalogue rows, then the rule's own. */
function sourcesOf(services: readonly ServiceReport[], own: string): string {
  const rows = [...new Set(services.map((service) => service.source))];
  return (rows.some((row) => row.startsWith(own)) ? rows : [...rows, own]).join('; ');
}
