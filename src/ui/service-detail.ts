/** A service opened: what the documents say it is, how it fared, and where that is written. */
import type { ServiceReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { Entry } from './document.ts';
import { countText } from './figures.ts';
import { wordsOf } from './finding-words.ts';
import { SEVERITY_LOOKS, STATUS_LOOKS, type Theme } from './theme.ts';

export function serviceDocument(service: ServiceReport, snapshot: Snapshot, theme: Theme): Entry[] {
  const look = STATUS_LOOKS[service.status];
  const findings = snapshot.findings.filter(({ id }) => service.findings.includes(id));
  return [
    { kind: 'title', text: `${theme.glyph(look.glyph)} ${service.title}`, token: look.token },
    { kind: 'text', text: [service.ref, look.word, service.id].join(' · ') },
    { kind: 'heading', text: 'In this capture' },
    { kind: 'field', label: 'Status', text: statusText(service, snapshot) },
    { kind: 'field', label: 'Flows', text: countText(service.flows) },
    ...sharedEntries(service),
    { kind: 'field', label: 'Source', text: service.source },
    { kind: 'heading', text: 'Findings' },
    ...findings.map((finding): Entry => {
      const { id, title } = wordsOf(finding, snapshot);
      return { kind: 'item', text: `${id} ${title}`, token: SEVERITY_LOOKS[finding.severity].token };
    }),
    ...(findings.length === 0 ? [{ kind: 'text', text: 'None names this service.', token: 'muted' } as const] : []),
  ];
}

const STATUS_MEANS: Readonly<Record<ServiceReport['status'], string>> = {
  blocked: 'Attempted, and never reached.',
  intercepted: 'Somebody in the path answered TLS in its place.',
  misconfigured: 'Reached, but not as documented.',
  degraded: 'Reached, but not always or not the documented way.',
  undecided: 'Seen, but what was captured does not decide how it fared.',
  healthy: 'Reached as documented.',
  'resolved-only': 'Its name was looked up, but nobody contacted it.',
  'not-observed': 'Not in this capture. That says nothing about whether it works.',
};

/** Where no packet can tell rows apart, what was seen of the other may be this one's. */
function statusText({ status, sharedWith = [] }: ServiceReport, { services }: Snapshot): string {
  const seen = services.filter(({ ref, status }) => sharedWith.includes(ref) && status !== 'not-observed');
  if (status !== 'not-observed' || seen.length === 0) return STATUS_MEANS[status];
  return `Nothing that is certainly its own. What was seen of ${seen.map(({ ref }) => ref).join(', ')} may be this.`;
}

function sharedEntries({ sharedWith }: ServiceReport): Entry[] {
  if (sharedWith === undefined || sharedWith.length === 0) return [];
  return [{ kind: 'field', label: 'Shared with', text: `${sharedWith.join(', ')} (no packet can tell them apart)` }];
}

/** `S22 Managed devices to APNs`; the id of a service that the snapshot does not list. */
export function serviceText(id: string, { services }: Snapshot): string {
  const service = services.find((row) => row.id === id);
  return service === undefined ? id : `${service.ref} ${service.title}`;
}
