/** Roles of hosts: declared by the site, or inferred from what the host does; each with its reason. */
import type { Forgot } from '../bytes/generations.ts';
import { RecentMap } from '../bytes/recent-map.ts';
import { isKindOf, type Role } from '../catalogue/role.ts';

/** Hosts with roles. */
export const MAX_HOSTS = 10_000;

/** Hosts that are told by name when they learn a role. */
const MAX_CHANGED = 1000;

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

interface Known {
  readonly roles: readonly HostRole[];
  readonly narrowest: readonly Role[];
}

const UNKNOWN: Known = { roles: NOTHING, narrowest: [] };

export class RoleTable {
  /** Grows with every role learnt: flows that were judged before may be judged otherwise now. */
  version = 0;
  readonly #declared: Declared;
  readonly #hosts: RecentMap<string, Known>;
  #changed = new Set<string>();

  constructor(declared: Declared = () => NOTHING, forgot?: Forgot) {
    this.#declared = declared;
    this.#hosts = new RecentMap(MAX_HOSTS, forgot);
  }

  /**
   * The first reason stays. Where the site declares what a host is, nothing is inferred: a load balancer shows the certificate of the
   * Jamf Pro server behind it.
   */
  learn(address: string, known: HostRole): void {
    const before = (this.#hosts.note(address) ?? this.#declare(address)).roles;
    if (known.inferred && before.some(({ inferred }) => !inferred)) return;
    const roles = known.inferred ? before : before.filter(({ inferred }) => !inferred);
    if (roles.some(({ role }) => role === known.role) || roles.length >= MAX_ROLES) return;
    this.version++;
    if (this.#changed.size <= MAX_CHANGED) this.#changed.add(address);
    this.#keep(address, [...roles, known]);
  }

  /** Hosts that learnt a role since this was last asked; undefined where they are too many to be told. */
  takeChanged(): ReadonlySet<string> | undefined {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed.size > MAX_CHANGED ? undefined : changed;
  }

  of(address: string): readonly HostRole[] {
    return (this.#hosts.get(address) ?? this.#declare(address)).roles;
  }

  /** What it is, as narrowly as known: a managed computer is not called a managed device as well. */
  rolesOf(address: string): readonly Role[] {
    return (this.#hosts.get(address) ?? this.#declare(address)).narrowest;
  }

  #declare(address: string): Known {
    const declared = this.#declared(address);
    return declared.length === 0 ? UNKNOWN : this.#keep(address, declared);
  }

  #keep(address: string, roles: readonly HostRole[]): Known {
    const known = { roles, narrowest: narrowest(roles) };
    this.#hosts.set(address, known);
    return known;
  }
}

function narrowest(roles: readonly HostRole[]): readonly Role[] {
  return roles.filter(({ role }) => !roles.some((other) => isKindOf(other.role, role))).map(({ role }) => role);
}
