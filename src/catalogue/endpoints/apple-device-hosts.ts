/** The hosts behind S28: those of Apple 101555 for the purposes that the port article names, on its ports. */
import { portsOf } from '../ports.ts';
import type { DocumentedHost, ServiceRow } from '../service-row.ts';
import { APPLE_CONTENT } from './apple/content.ts';
import { APPLE_DEVICES } from './apple/devices.ts';

/** S28 speaks of updates, apps, enrollment and volume purchasing; push is S22's, and NTP is not on its ports. */
const PURPOSES: readonly string[] = ['A:device-setup', 'A:device-management', 'A:software-update', 'A:apps'];

function hostsOnTheWeb(row: ServiceRow): DocumentedHost[] {
  return row.hosts
    .filter((host) => !host.name.endsWith('.push.apple.com') && portsOf(row, host).tcp !== undefined)
    .map(({ name }) => ({ name }));
}

const rows: readonly ServiceRow[] = [...APPLE_DEVICES, ...APPLE_CONTENT];

export const APPLE_DEVICE_HOSTS: readonly DocumentedHost[] = [
  ...new Map(
    rows
      .filter((row) => PURPOSES.includes(row.ref))
      .flatMap((row) => hostsOnTheWeb(row).map((host) => [host.name, host])),
  ).values(),
];
