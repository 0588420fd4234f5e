/** The hosts behind S28: those of Apple 101555 for the purposes that the port article names, on its ports. */
import { portsOf } from '../ports.ts';
import type { DocumentedHost, ServiceRow } from '../service-row.ts';
import { APPLE_CONTENT } from './apple/content.ts';
import { APPLE_DEVICES } from './apple/devices.ts';

/** S28 speaks of updates, apps, enrollment and volume purchasing; push is S22's, and NTP is not on its ports. */
const PURPOSES: readonly string[] = ['A:device-setup', 'A:device-management', 'A:software-update', 'A:apps'];

/** Servers and administrators go there as well: app information, enrollment, Activation Lock, updates on offer, certificates (S6, S7). */
const NOT_ONLY_DEVICES: readonly string[] = [
  '*.itunes.apple.com',
  'deviceservices-external.apple.com',
  'gdmf.apple.com',
  'identity.apple.com',
  'itunes.apple.com',
  'mdmenrollment.apple.com',
  'vpp.itunes.apple.com',
];

function hostsOnTheWeb(row: ServiceRow): DocumentedHost[] {
  return row.hosts
    .filter((host) => !host.name.endsWith('.push.apple.com') && portsOf(row, host).tcp !== undefined)
    .map(({ name }) => (NOT_ONLY_DEVICES.includes(name) ? { name, anybody: true } : { name }));
}

const rows: readonly ServiceRow[] = [...APPLE_DEVICES, ...APPLE_CONTENT];

export const APPLE_DEVICE_HOSTS: readonly DocumentedHost[] = [
  ...new Map(
    rows
      .filter((row) => PURPOSES.includes(row.ref))
      .flatMap((row) => hostsOnTheWeb(row).map((host) => [host.name, host])),
  ).values(),
];
