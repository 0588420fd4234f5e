/** Connections of the Jamf AD CS Connector (S40, S41) and of the Jamf Certificate SDK (S42). */
import { ACTIVE } from '../lifecycle.ts';
import type { ServiceRow } from '../service-row.ts';
import { portsArticle } from '../source.ts';
import { JAMF_CLOUD_TENANT } from './jamf-cloud-tenant.ts';

export const ADCS_CONNECTOR = [
  {
    id: 'jamf-pro-adcs-connector',
    ref: 'S40',
    title: 'Jamf Pro to the AD CS Connector',
    from: ['jamf-pro'],
    to: 'adcs-connector',
    hosts: [],
    ports: { tcp: [443] },
    protocols: ['tls'],
    tlsInspection: 'not-stated',
    lifecycle: ACTIVE,
    source: portsArticle('S40'),
    checked: '2026-11-21',
    notes: ['Sends certificate requests and fetches the certificates. The article says "usually" of the port.'],
  },
  {
    id: 'adcs-connector-adcs',
    ref: 'S41',
    title: 'AD CS Connector to AD CS (DCOM)',
    from: ['adcs-connector'],
    to: 'adcs',
    hosts: [],
    ports: { tcp: [135, [49152, 65535]] },
    protocols: ['dcerpc'],
    cleartext: { ports: [135, [49152, 65535]], standing: 'normal' },
    tlsInspection: 'not-applicable',
    lifecycle: ACTIVE,
    source: portsArticle('S41'),
    checked: '2026-11-21',
    notes: ['The endpoint mapper on 135 assigns the dynamic port of the second connection.'],
  },
  {
    id: 'certificate-sdk-jamf-pro',
    ref: 'S42',
    title: 'In-house apps (Jamf Certificate SDK) to Jamf Pro',
    from: ['mobile-device'],
    to: 'jamf-pro',
    ...JAMF_CLOUD_TENANT,
    ports: { tcp: [8443, 443] },
    protocols: ['tls'],
    tlsInspection: 'unsupported',
    lifecycle: ACTIVE,
    sharedWith: ['S1', 'S21'],
    source: portsArticle('S42'),
    checked: '2026-11-21',
    notes: ['Only apps built with the SDK; no packet tells them from S21.'],
  },
] as const satisfies readonly ServiceRow[];
