/** Roles of hosts, inferred from the documented connections that they hold; each with its reason. */
import type { EndpointMatch } from '../catalogue/match.ts';
import type { Role } from '../catalogue/role.ts';
import { ROLE_TITLES } from '../catalogue/role.ts';

/** Hosts with roles. */
export const MAX_HOSTS = 10_000;

/** Apple's general hosts are used by unmanaged machines too: only the rows of Jamf's documents tell a role. */
const DOCUMENTED = /^[SP]\d/;

const NO_ROLES: readonly Role[] = [];

export interface InferredRole {
  readonly role: Role;
  readonly reason: string;
}

export class RoleTable {
  readonly #roles = new Map<string, InferredRole[]>();

  /**
   * The client of a row that only one role opens has that role: who holds a push connection is a managed device. Needs a
   * match by name or range, and that the row is the only one that fits: several rows mean several possible clients.
   */
  learn(client: string, matches: readonly EndpointMatch[], flowId: number): void {
    const first = matches[0];
    if (first === undefined || first.row.from.length !== 1 || first.by === 'role') return;
    if (!DOCUMENTED.test(first.row.ref)) return;
    if (matches.some((match) => match.row.from.length !== 1 || match.row.from[0] !== first.row.from[0])) return;
    const role = first.row.from[0];
    if (role === 'other-service') return;
    const known = this.#roles.get(client) ?? [];
    if (known.some((inferred) => inferred.role === role)) return;
    if (known.length === 0 && this.#roles.size >= MAX_HOSTS) return;
    known.push({
      role,
      reason: `opens ${first.row.ref} (${first.row.title}), as a ${ROLE_TITLES[role]} does: flow ${flowId}`,
    });
    this.#roles.set(client, known);
  }

  of(address: string): readonly InferredRole[] {
    return this.#roles.get(address) ?? [];
  }

  rolesOf(address: string): readonly Role[] {
    return this.#roles.get(address)?.map((inferred) => inferred.role) ?? NO_ROLES;
  }
}
