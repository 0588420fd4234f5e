/** Connections of the SCCM Plug-in (S43, S44). */
import { ACTIVE } from '../lifecycle.ts';
import type { ServiceRow } from '../service-row.ts';
import { portsArticle } from '../source.ts';
import { JAMF_CLOUD_TENANT } from './jamf-cloud-tenant.ts';

export const SCCM = [
  {
    id: 'sccm-plugin-sccm',
    ref: 'S43',
    title: 'SCCM Plug-in to SCCM',
    from: ['sccm-plugin'],
    to: 'sccm',
    hosts: [],
    ports: { tcp: [80, 443] },
    protocols: ['http', 'tls'],
    cleartext: { ports: [80], standing: 'discouraged' },
    tlsInspection: 'not-stated',
    lifecycle: ACTIVE,
    source: portsArticle('S43'),
    checked: '2026-11-21',
    notes: ['Sends the inventory to the Configuration Manager API.'],
  },
  {
    id: 'sccm-plugin-jamf-pro',
    ref: 'S44',
    title: 'SCCM Plug-in to Jamf Pro',
    from: ['sccm-plugin'],
    to: 'jamf-pro',
    ...JAMF_CLOUD_TENANT,
    ports: { tcp: [8443, 443] },
    protocols: ['tls'],
    tlsInspection: 'unsupported',
    lifecycle: ACTIVE,
    sharedWith: ['S1'],
    source: portsArticle('S44'),
    checked: '2026-11-21',
    notes: ['Reads the inventory through the REST API.'],
  },
] as const satisfies readonly ServiceRow[];
