/** Connections of administrator workstations (S31 to S33). */
import { ACTIVE } from '../lifecycle.ts';
import type { ServiceRow } from '../service-row.ts';
import { portsArticle } from '../source.ts';
import { JAMF_CLOUD_TENANT } from './jamf-cloud-tenant.ts';

export const ADMIN = [
  {
    id: 'admin-jamf-pro',
    ref: 'S31',
    title: 'Administrator to Jamf Pro',
    from: ['admin-workstation'],
    to: 'jamf-pro',
    ...JAMF_CLOUD_TENANT,
    ports: { tcp: [8443, 443] },
    protocols: ['tls'],
    tlsInspection: 'unsupported',
    lifecycle: ACTIVE,
    sharedWith: ['S1'],
    source: portsArticle('S31'),
    checked: '2026-11-21',
    notes: [
      'Browser, Recon, Jamf Admin, Jamf Remote.',
      'On-premises servers listen on 8443 by default, servers in Jamf Cloud on 443.',
    ],
  },
  {
    id: 'admin-distribution-upload',
    ref: 'S32',
    title: 'Jamf Admin to a distribution point',
    from: ['admin-workstation'],
    to: 'distribution-point',
    hosts: [],
    ports: { tcp: [548, 445] },
    protocols: ['afp', 'smb'],
    cleartext: { ports: [548, 445], standing: 'normal' },
    tlsInspection: 'not-applicable',
    lifecycle: ACTIVE,
    source: portsArticle('S32'),
    checked: '2026-11-21',
    notes: ['Upload of packages. AFP (548) is on its way out, see S26.'],
  },
  {
    id: 'admin-managed-computer-ssh',
    ref: 'S33',
    title: 'Administrator to managed computers (SSH), second entry',
    from: ['admin-workstation'],
    to: 'managed-computer',
    hosts: [],
    ports: { tcp: [22] },
    protocols: ['ssh'],
    tlsInspection: 'not-applicable',
    lifecycle: { state: 'deprecated' },
    sharedWith: ['S29'],
    source: portsArticle('S33'),
    checked: '2026-11-21',
    notes: ['The same connection as S29, listed again among those of the administrator.'],
  },
] as const satisfies readonly ServiceRow[];
