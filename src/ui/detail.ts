/** What stands in an opened detail, whatever it is about, and where Enter leads from it. */
import type { HostReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { captureDocument } from './capture-detail.ts';
import type { Entry } from './document.ts';
import { findingDocument } from './finding-detail.ts';
import { flowDocument } from './flow-detail.ts';
import { helpDocument } from './help-overlay.ts';
import { hostDocument } from './host-detail.ts';
import type { KeyTable } from './keys.ts';
import type { Progress } from './progress.ts';
import { serviceDocument } from './service-detail.ts';
import type { Lead, Subject } from './state.ts';
import type { Theme } from './theme.ts';

export interface Detail {
  readonly entries: readonly Entry[];
  readonly lead?: Lead;
}

/** What a detail is made of. */
export interface Known {
  readonly snapshot: Snapshot | undefined;
  /** Those of the snapshot, or of one before. */
  readonly hosts: readonly HostReport[];
  readonly keys: KeyTable;
  /** Of a live capture, for what is said of that. */
  readonly progress?: Progress | undefined;
}

export function detailOf(subject: Subject, { snapshot, hosts, keys, progress }: Known, theme: Theme): Detail {
  if (subject.kind === 'help') return { entries: helpDocument(keys, theme) };
  if (subject.kind === 'copied') return { entries: copiedDocument(subject) };
  if (snapshot === undefined) return GONE;
  if (subject.kind === 'capture') return { entries: captureDocument(snapshot, progress) };
  return subjectDetail(subject, snapshot, hosts, theme) ?? GONE;
}

/** A live capture may forget flows and clear findings while somebody reads them. */
const GONE: Detail = {
  entries: [
    { kind: 'text', text: 'This is no longer known: it was forgotten to make room, or cleared.', token: 'muted' },
  ],
};

/** For terminals that take nothing on their clipboard: text to be selected there. */
function copiedDocument({ what, text }: Extract<Subject, { readonly kind: 'copied' }>): Entry[] {
  const first = what.slice(0, 1).toUpperCase() + what.slice(1);
  return [
    { kind: 'title', text: first, token: 'info' },
    { kind: 'text', text: 'Select it with the mouse. In tmux, set -g set-clipboard on lets it be copied by the key.' },
    { kind: 'heading', text: 'The text' },
    ...text.split('\n').flatMap((line): Entry[] => (line === '' ? [] : [{ kind: 'text', text: line }])),
  ];
}

type CaptureSubject = Exclude<Subject, { readonly kind: 'help' | 'capture' | 'copied' }>;

function subjectDetail(
  subject: CaptureSubject,
  snapshot: Snapshot,
  hosts: readonly HostReport[],
  theme: Theme,
): Detail | undefined {
  switch (subject.kind) {
    case 'host': {
      const host = hosts.find(({ address }) => address === subject.id);
      return host && { entries: hostDocument(host, snapshot), lead: { filter: `address:${host.address}` } };
    }
    case 'service': {
      const service = snapshot.services.find(({ id }) => id === subject.id);
      return (
        service && { entries: serviceDocument(service, snapshot, theme), lead: { filter: `service:${service.id}` } }
      );
    }
    case 'finding': {
      const finding = snapshot.findings.find(({ key }) => key === subject.id);
      return (
        finding && {
          entries: findingDocument(finding, snapshot, theme),
          // One about the capture as a whole has no flows.
          ...(finding.flows.length === 0 ? {} : { lead: { filter: `finding:${finding.id}` } }),
        }
      );
    }
    case 'flow': {
      const flow = snapshot.flow(subject.id);
      if (flow === undefined) return undefined;
      const first = snapshot.findings.find(({ id }) => flow.findings.includes(id));
      const entries = flowDocument(flow, snapshot, theme);
      return first === undefined ? { entries } : { entries, lead: { subject: { kind: 'finding', id: first.key } } };
    }
  }
}
