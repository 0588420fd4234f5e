/** What can be copied of what is chosen: filter, finding, or the sentence for the firewall team. */
import { printable } from '../bytes/text.ts';
import type { FindingReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { flowFilter } from '../wording/display-filter.ts';
import { documentText } from './document.ts';
import { findingDocument } from './finding-detail.ts';
import { wordsOf } from './finding-words.ts';
import type { ActionName } from './keys.ts';
import type { Subject } from './state.ts';
import type { Theme } from './theme.ts';

export type CopyAction = Extract<ActionName, `copy-${string}`>;

export interface Copied {
  readonly text: string;
  /** What it is, in words: `the filter of F3`. */
  readonly what: string;
}

/** Undefined where what is chosen has no such thing. A flow or a service stands for the first finding that names it, but for a flow's own filter. */
export function textToCopy(
  action: CopyAction,
  subject: Subject | undefined,
  snapshot: Snapshot,
  theme: Theme,
): Copied | undefined {
  if (action === 'copy-filter' && subject?.kind === 'flow') {
    const flow = snapshot.flow(subject.id);
    return flow && { text: printable(flowFilter(flow)), what: `the filter of flow ${flow.id}` };
  }
  const finding = findingFor(subject, snapshot);
  if (finding === undefined) return undefined;
  const words = wordsOf(finding, snapshot);
  switch (action) {
    case 'copy-filter':
      return words.displayFilter === ''
        ? undefined
        : { text: printable(words.displayFilter), what: `the filter of ${words.id}` };
    case 'copy-finding':
      return { text: documentText(findingDocument(finding, snapshot, theme), theme), what: words.id };
    case 'copy-request':
      return { text: requestText(words), what: `what to ask for, of ${words.id}` };
  }
}

function findingFor(subject: Subject | undefined, { findings, services, flow }: Snapshot) {
  const named = (ids: readonly string[] | undefined) => findings.find(({ id }) => ids?.includes(id));
  switch (subject?.kind) {
    case 'finding':
      return findings.find(({ key }) => key === subject.id);
    case 'flow':
      return named(flow(subject.id)?.findings);
    case 'service':
      return named(services.find(({ id }) => id === subject.id)?.findings);
    default:
      return undefined;
  }
}

/** The sentence for those who can open the way, and where it is documented. */
function requestText({ remedy, source }: FindingReport): string {
  return `${printable(remedy)}\n${printable(source)}`;
}
