/**
 * Gives up root for good once everything that needs it is open: what is parsed and written from then on is the user's. Engines keep
 * their own rights, and so do the watchers that end them (`engine-process.ts`); opening another one is no longer possible.
 */

/** The part of `process` that changes who we are. */
export interface Identity {
  readonly env: Readonly<Record<string, string | undefined>>;
  geteuid?(): number;
  getegid?(): number;
  initgroups?(user: string | number, group: number): void;
  setgid?(group: number): void;
  setuid?(user: number): void;
  setegid?(group: number): void;
  seteuid?(user: number): void;
}

export interface InvokingUser {
  readonly name: string;
  readonly user: number;
  readonly group: number;
}

/** Who called sudo; undefined when we are not root, or root itself did. */
export function invokingUser({ env, geteuid }: Identity): InvokingUser | undefined {
  if (geteuid?.() !== 0) return undefined;
  const user = idOf(env.SUDO_UID);
  const group = idOf(env.SUDO_GID);
  return user === undefined || group === undefined ? undefined : { name: env.SUDO_USER || String(user), user, group };
}

/** A positive number; 0 is root. */
function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

/** Returns who we are from now on; undefined when there is nobody to become. Throws when it does not succeed wholly. */
export function dropPrivileges(identity: Identity = process): InvokingUser | undefined {
  const invoking = invokingUser(identity);
  if (invoking === undefined) return undefined;
  const { name, user, group } = invoking;
  // In this order: without root, groups can no longer be changed.
  identity.initgroups!(name, group);
  identity.setgid!(group);
  identity.setuid!(user);
  if (identity.geteuid!() !== user) throw new Error(`the rights of root could not be given up for ${name}`);
  return invoking;
}

/**
 * Does something as whom we shall become, and is root again behind it: whether files may be written is known before an engine is opened. Nothing
 * else may be under way meanwhile.
 */
export async function asInvokingUser<T>(action: () => Promise<T>, identity: Identity = process): Promise<T> {
  const invoking = invokingUser(identity);
  if (invoking === undefined) return action();
  const { name, user, group } = invoking;
  const ours = identity.getegid!();
  identity.initgroups!(name, group);
  identity.setegid!(group);
  identity.seteuid!(user);
  try {
    return await action();
  } finally {
    identity.seteuid!(0);
    identity.setegid!(ours);
    identity.initgroups!(0, ours);
  }
}
