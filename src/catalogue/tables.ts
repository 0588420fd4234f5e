/**
 * The list of all endpoint tables. One line here adds a table; one line in a table adds a row.
 *
 * The order breaks ties between equally specific rows: rows of devices come first, as most captures are theirs, then the other
 * clients of Jamf Pro, then the server's own connections, then what lies beyond the two documents. Rows that `yield` come after all others.
 */
import { ADCS_CONNECTOR } from './endpoints/adcs-connector.ts';
import { ADMIN } from './endpoints/admin.ts';
import { APPLE_CERTIFICATE_VALIDATION } from './endpoints/apple/certificate-validation.ts';
import { APPLE_CONTENT } from './endpoints/apple/content.ts';
import { APPLE_DEVICES } from './endpoints/apple/devices.ts';
import { APPLE_ORGANISATION } from './endpoints/apple/organisation.ts';
import { INFRASTRUCTURE_MANAGER } from './endpoints/infrastructure-manager.ts';
import { JAMF_HOSTED } from './endpoints/jamf-hosted.ts';
import { JAMF_PRO_INBOUND } from './endpoints/jamf-pro-inbound.ts';
import { JAMF_PRO_OUTBOUND } from './endpoints/jamf-pro-outbound.ts';
import { MANAGED_DEVICES } from './endpoints/managed-devices.ts';
import { PUSH_CERTIFICATE } from './endpoints/push-certificate.ts';
import { SCCM } from './endpoints/sccm.ts';
import type { ServiceRow } from './service-row.ts';

const TABLES: Record<string, readonly ServiceRow[]> = {
  'managed-devices': MANAGED_DEVICES,
  admin: ADMIN,
  'infrastructure-manager': INFRASTRUCTURE_MANAGER,
  'adcs-connector': ADCS_CONNECTOR,
  sccm: SCCM,
  'jamf-pro-inbound': JAMF_PRO_INBOUND,
  'jamf-pro-outbound': JAMF_PRO_OUTBOUND,
  'push-certificate': PUSH_CERTIFICATE,
  apple: [...APPLE_DEVICES, ...APPLE_ORGANISATION, ...APPLE_CONTENT, ...APPLE_CERTIFICATE_VALIDATION],
  'jamf-hosted': JAMF_HOSTED,
};

/** Groups that cut across the tables, by ref. */
const NAMED_GROUPS: Record<string, readonly string[]> = {
  apns: ['S4', 'S5', 'S22'],
  jcds: ['S17', 'S23', 'S24', 'J:jcds'],
  'jamf-pro': ['S1', 'S2', 'S21', 'S31', 'S34', 'S39', 'S42', 'S44'],
};

export const ROWS: readonly ServiceRow[] = Object.values(TABLES).flat();

export const GROUPS: ReadonlyMap<string, readonly ServiceRow[]> = new Map<string, readonly ServiceRow[]>([
  ...Object.entries(TABLES),
  ...Object.entries(NAMED_GROUPS).map(([name, refs]): [string, readonly ServiceRow[]] => [
    name,
    refs.map((ref) => ROWS.find((row) => row.ref === ref)!),
  ]),
]);
