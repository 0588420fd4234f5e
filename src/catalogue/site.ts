/** What a customer declares of the own site: which hosts play which role, and how findings are to be taken there. */
import { ROLE_TITLES, type Role } from './role.ts';
import type { Day } from './source.ts';

/** One host or block: an exact name, `*.suffix`, an address, or a CIDR block. */
export interface SiteHost {
  readonly role: Role;
  readonly host: string;
  /** Ports on which the role is served here, beside the documented ones. */
  readonly ports?: readonly number[];
  /** Where the configuration says so, such as `ldap[1]`. */
  readonly key?: string;
}

/** Where Jamf Pro runs: some documented connections hold for one of the two only. */
export type Hosting = 'on-premises' | 'jamf-cloud';

/** A finding that the customer knows of and accepts for a while: it is marked, and does not count. */
export interface SiteException {
  readonly rule: string;
  /** Id or ref of a catalogue row. */
  readonly service?: string;
  /** Name, `*.suffix`, address or CIDR block of the server; for look-ups the name that was asked for. */
  readonly host?: string;
  readonly reason: string;
  /** The last day on which it holds, in UTC, by the time of the capture. */
  readonly until: Day;
}

export interface Site {
  readonly hosts: readonly SiteHost[];
  /** The file that declares it, as its user named it; undefined where none does. */
  readonly path?: string;
  readonly hosting?: Hosting;
  /** Files of the endpoint packs whose rows are in force. */
  readonly packs?: readonly string[];
  /** Severity by rule, in place of the rule's own; `off` leaves its findings out. */
  readonly severity?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;
  readonly exceptions?: readonly SiteException[];
}

/** `declared as LDAP server in jamscope.config.json (ldap[1])`. */
export function declaredText({ role, key }: SiteHost, { path = 'the site configuration' }: Site): string {
  return `declared as ${ROLE_TITLES[role]} in ${path}${key === undefined ? '' : ` (${key})`}`;
}

/** Without a configuration: nothing is declared, roles are inferred elsewhere. */
export const EMPTY_SITE: Site = { hosts: [] };
