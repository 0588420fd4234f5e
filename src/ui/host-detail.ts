/** A host opened: its names, its roles and why they are thought to be its, and the findings that it is an end of. */
import type { HostReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { Entry } from './document.ts';
import { wordsOf } from './finding-words.ts';
import { SEVERITY_LOOKS } from './theme.ts';

export function hostDocument({ address, names, roles }: HostReport, snapshot: Snapshot): Entry[] {
  return [
    { kind: 'title', text: address, token: 'plain' },
    { kind: 'heading', text: 'Names' },
    ...orNothing(
      names.map((text) => ({ kind: 'item', text })),
      'No flow named it.',
    ),
    { kind: 'heading', text: 'Roles' },
    ...orNothing(
      roles.map(({ role, inferred, reason }) => {
        return { kind: 'field', label: role, text: inferred ? `inferred: ${reason}` : reason };
      }),
      'Nothing that it did shows a role.',
    ),
    { kind: 'heading', text: 'Findings' },
    ...orNothing(findingEntries(address, snapshot), 'None is about its flows.'),
  ];
}

function orNothing(entries: readonly Entry[], nothing: string): readonly Entry[] {
  return entries.length > 0 ? entries : [{ kind: 'text', text: nothing, token: 'muted' }];
}

function findingEntries(address: string, snapshot: Snapshot): Entry[] {
  const own = snapshot.findings.filter(({ scope }) => [...scope.clients, ...scope.servers].includes(address));
  return own.map((finding) => {
    const { id, title } = wordsOf(finding, snapshot);
    return { kind: 'item', text: `${id} ${title}`, token: SEVERITY_LOOKS[finding.severity].token };
  });
}
