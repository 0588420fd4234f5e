/** What a customer declares of the own site: which hosts play which role. Pure data; reading the file is not done here. */
import type { Role } from './role.ts';

/** One host or block: an exact name, `*.suffix`, an address, or a CIDR block. */
export interface SiteHost {
  readonly role: Role;
  readonly host: string;
  /** Ports on which the role is served here, where they are not the documented ones. */
  readonly ports?: readonly number[];
}

export interface Site {
  readonly hosts: readonly SiteHost[];
}

/** Without a configuration: nothing is declared, roles are inferred elsewhere. */
export const EMPTY_SITE: Site = { hosts: [] };
