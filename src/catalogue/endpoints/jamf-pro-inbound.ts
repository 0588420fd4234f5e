/** Connections into the Jamf Pro server (S1, S2). */
import { ACTIVE } from '../lifecycle.ts';
import type { ServiceRow } from '../service-row.ts';
import { portsArticle } from '../source.ts';
import { JAMF_CLOUD_TENANT } from './jamf-cloud-tenant.ts';

export const JAMF_PRO_INBOUND = [
  {
    id: 'jamf-pro-https',
    ref: 'S1',
    title: 'Any client to Jamf Pro',
    from: ['managed-device', 'admin-workstation', 'other-service'],
    to: 'jamf-pro',
    ...JAMF_CLOUD_TENANT,
    ports: { tcp: [8443, 443] },
    protocols: ['tls'],
    tlsInspection: 'unsupported',
    managementFloor: true,
    lifecycle: ACTIVE,
    // S2 is not among them: its client is the load balancer, which the roles tell apart.
    sharedWith: ['S21', 'S31', 'S34', 'S39', 'S42', 'S44'],
    yields: true,
    source: portsArticle('S1'),
    checked: '2026-11-21',
    notes: [
      'On-premises servers listen on 8443 by default, servers in Jamf Cloud on 443.',
      'Jamf does not support TLS inspection of connections to Jamf Pro: a web proxy in the path must leave them alone.',
      // Defect 1 of the document.
      'The Japanese edition says HTTP in its prose; its protocol column and the English edition say HTTPS, which holds.',
    ],
  },
  {
    id: 'load-balancer-jamf-pro',
    ref: 'S2',
    title: 'Load balancer or reverse proxy to Jamf Pro',
    from: ['load-balancer'],
    to: 'jamf-pro',
    hosts: [],
    ports: { tcp: [80, 8080, 443] },
    protocols: ['http', 'http2', 'tls'],
    // TLS may end at the balancer: clear text is documented on this leg and on no other that reaches Jamf Pro.
    cleartext: { ports: [80, 8080], standing: 'normal' },
    // What Jamf rules out is a third party in the path; the balancer ends TLS as the owner of the name.
    tlsInspection: 'not-stated',
    lifecycle: ACTIVE,
    source: portsArticle('S2'),
    checked: '2026-11-21',
    notes: [
      'The name of Jamf Pro then resolves to the address of the load balancer.',
      'Where TLS ends at the load balancer, 80 or 8080 in clear text is normal on this leg; where it is encrypted again, 443.',
    ],
  },
] as const satisfies readonly ServiceRow[];
