/** Roles of hosts, inferred from the documented connections that they hold; each with its reason. */
import type { EndpointMatch } from '../catalogue/match.ts';
import type { Role } from '../catalogue/role.ts';
import { ROLE_TITLES } from '../catalogue/role.ts';

/** Hosts with roles. */
export const MAX_HOSTS = 10_000;

const NO_ROLES: readonly Role[] = [];

export interface InferredRole {
  readonly role: Role;
  readonly reason: string;
}

export class RoleTable {
  readonly #roles = new Map<string, InferredRole[]>();

  /**
   * The client of a row that tells it has its role: who holds a push connection is a managed device. Needs a match by name or range,
   * and that no row of another role tells as much. Rows of Apple's hosts say nothing either way: they are for whoever comes.
   */
  learn(client: string, matches: readonly EndpointMatch[], flowId: number): void {
    const telling = matches.filter(({ row, by }) => row.tellsClient === true && by !== 'role');
    const first = telling[0];
    if (first === undefined || first !== matches[0]) return;
    const [role] = first.row.from;
    if (telling.some(({ row }) => row.from[0] !== role)) return;
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
