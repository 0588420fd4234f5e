/**
 * Processes that own the flows of managed devices, by the names that captures of macOS show. The kernel cuts a name to 16 bytes, so
 * a longer one is met by its beginning.
 */
import type { Day, Source } from './source.ts';

export interface ProcessRow {
  readonly id: string;
  /** Whole names, case-sensitive; one that ends in `*` stands for all that begin so. */
  readonly names: readonly string[];
  /** What it is, to be read behind its name. */
  readonly role: string;
  /** `agent`: security software that can carry the traffic of other processes. */
  readonly kind: 'apple' | 'jamf' | 'agent';
  readonly source: Source;
  readonly checked: Day;
}

/** MAXCOMLEN of xnu. */
const NAME_LENGTH = 16;

const macOS: Source = { title: 'Manual pages of macOS, and captures of macOS and iOS' };
const enrolment: Source = { title: 'Duo Labs: MDM Me Maybe', section: 'cloudconfigurationd' };
const jamf: Source = { title: 'Jamf: components of the Jamf management framework' };
const general: Source = { title: 'General knowledge of the product', section: 'names of its processes' };

export const PROCESSES = [
  apple('push', ['apsd'], 'push client of macOS and iOS'),
  apple('mdm', ['mdmclient', 'mdmd', 'dmd', 'profiled', 'remotemanagementd', 'teslad'], 'device management'),
  { ...apple('enrolment', ['cloudconfigurationd'], 'automated device enrolment'), source: enrolment },
  apple('activation', ['mobileactivationd'], 'activation'),
  apple('updates', ['softwareupdated', 'mobileassetd'], 'software updates'),
  apple('downloads', ['nsurlsessiond'], 'downloads for others'),
  apple(
    'app-store',
    ['storeaccountd', 'appstoreagent', 'storedownloadd', 'appstored', 'itunesstored'],
    'App Store and apps bought in volume',
  ),
  apple('trust', ['trustd', 'ocspd'], 'validation of certificates'),
  apple('dns', ['mDNSResponder'], 'DNS for all processes'),
  apple('time', ['timed', 'ntpd', 'sntp'], 'time'),
  apple('network', ['configd', 'captiveagent'], 'network set-up and captive portals'),
  apple('kernel', ['kernel_task'], 'kernel'),
  jamfs('jamf-framework', ['jamf', 'JamfDaemon', 'JamfAgent', 'JamfManagementService'], 'Jamf management framework'),
  jamfs('self-service', ['Self Service', 'Self Service+', 'SelfService'], 'Jamf Self Service'),
  jamfs('jamf-connect', ['Jamf Connect', 'JamfAAD'], 'sign-in of Jamf'),
  jamfs('jamf-protect', ['com.jamf.protect*', 'JamfProtect'], 'Jamf Protect'),
  agent('zscaler', ['ZscalerTunnel'], 'Zscaler Client Connector'),
  agent('netskope', ['nsclient*', 'STAgent', 'Netskope*'], 'Netskope Client'),
  agent('cloudflare-warp', ['warp-svc', 'CloudflareWARP'], 'Cloudflare WARP'),
  agent('cisco-umbrella', ['Umbrella*'], 'Cisco Umbrella'),
  agent('globalprotect', ['PanGPS', 'GlobalProtect'], 'Palo Alto Networks GlobalProtect'),
] as const satisfies readonly ProcessRow[];

function apple(id: string, names: readonly string[], role: string): ProcessRow {
  return { id, names, role, kind: 'apple', source: macOS, checked: '2026-11-22' };
}

function jamfs(id: string, names: readonly string[], role: string): ProcessRow {
  return { id, names, role, kind: 'jamf', source: jamf, checked: '2026-11-22' };
}

function agent(id: string, names: readonly string[], role: string): ProcessRow {
  return { id, names, role, kind: 'agent', source: general, checked: '2026-11-22' };
}

const WHOLE = new Map<string, ProcessRow>();
const BEGINNINGS: [string, ProcessRow][] = [];
for (const row of PROCESSES as readonly ProcessRow[]) {
  for (const name of row.names) {
    if (name.endsWith('*')) BEGINNINGS.push([name.slice(0, -1), row]);
    else WHOLE.set(name.slice(0, NAME_LENGTH), row);
  }
}

/** `name` as a capture shows it; `undefined` for a process that is not in the table. */
export function processRow(name: string): ProcessRow | undefined {
  return WHOLE.get(name.slice(0, NAME_LENGTH)) ?? BEGINNINGS.find(([beginning]) => name.startsWith(beginning))?.[1];
}
