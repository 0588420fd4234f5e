/** Roles of hosts: declared by the site, or inferred from what the host does; each with its reason. */
import { isKindOf, type Role } from '../catalogue/role.ts';

/** Hosts with roles. */
export const MAX_HOSTS = 10_000;

/** Roles of one host: more of them are no longer a role. */
const MAX_ROLES = 8;

export interface HostRole {
  readonly role: Role;
  /** False: the site declares it. */
  readonly inferred: boolean;
  readonly reason: string;
}

/** What the site declares of an address. */
export type Declared = (address: string) => readonly HostRole[];

const NOTHING: readonly HostRole[] = [];
const NO_ROLES: readonly Role[] = [];

export class RoleTable {
  /** Grows with every role learnt: flows that were judged before may be judged otherwise now. */
  version = 0;
  /** Roles that were told of hosts for which there was no room. */
  forgotten = 0;
  readonly #declared: Declared;
  readonly #hosts = new Map<string, readonly HostRole[]>();
  readonly #roles = new Map<string, readonly Role[]>();

  constructor(declared: Declared = () => NOTHING) {
    this.#declared = declared;
  }

  /**
   * The first reason stays. Where the site declares what a host is, nothing is inferred: a load balancer shows the certificate of the
   * Jamf Pro server behind it.
   */
  learn(address: string, known: HostRole): void {
    const before = this.of(address);
    if (known.inferred && before.some(({ inferred }) => !inferred)) return;
    const roles = known.inferred ? before : before.filter(({ inferred }) => !inferred);
    if (roles.some(({ role }) => role === known.role) || roles.length >= MAX_ROLES) return;
    if (!this.#hosts.has(address) && this.#hosts.size >= MAX_HOSTS) {
      this.forgotten++;
      return;
    }
    this.version++;
    this.#keep(address, [...roles, known]);
  }

  of(address: string): readonly HostRole[] {
    const known = this.#hosts.get(address);
    if (known !== undefined) return known;
    const declared = this.#declared(address);
    if (declared.length > 0 && this.#hosts.size < MAX_HOSTS) this.#keep(address, declared);
    return declared;
  }

  /** What it is, as narrowly as known: a managed computer is not called a managed device as well. */
  rolesOf(address: string): readonly Role[] {
    const known = this.#roles.get(address);
    if (known !== undefined) return known;
    const roles = this.of(address);
    return roles.length === 0 ? NO_ROLES : narrowest(roles);
  }

  #keep(address: string, roles: readonly HostRole[]): void {
    this.#hosts.set(address, roles);
    this.#roles.set(address, narrowest(roles));
  }
}

function narrowest(roles: readonly HostRole[]): readonly Role[] {
  return roles.filter(({ role }) => !roles.some((other) => isKindOf(other.role, role))).map(({ role }) => role);
}
