/** A host opened: its names, its roles and why they are thought to be its. */
import type { HostReport } from '../engine/contract.ts';
import type { Entry } from './document.ts';

export function hostDocument({ address, names, roles }: HostReport): Entry[] {
  return [
    { kind: 'title', text: address, token: 'plain' },
    { kind: 'heading', text: 'Names' },
    ...(names.length === 0
      ? [{ kind: 'text', text: 'No flow named it.', token: 'muted' } as const]
      : names.map((text): Entry => ({ kind: 'item', text }))),
    { kind: 'heading', text: 'Roles' },
    ...(roles.length === 0
      ? [{ kind: 'text', text: 'Nothing that it did shows a role.', token: 'muted' } as const]
      : roles.map(
          ({ role, inferred, reason }): Entry => ({
            kind: 'field',
            label: role,
            text: inferred ? `inferred: ${reason}` : reason,
          }),
        )),
  ];
}
