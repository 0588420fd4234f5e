/** The other address of a dual-stack client. */

/** Failures of one client that are looked at, and addresses beside each: enough to know, and little on a busy span port. */
const MAX_FAILURES = 16;
const MAX_BESIDE = 64;

/**
 * Nothing in a packet ties a client's IPv4 address to its IPv6 address: they are made up apart, and routers lie in between. Only
 * behaviour does. A client that races its two addresses (RFC 8305), or asks the resolvers of both, gets through with one *whenever*
 * it fails with the other. So the twin is the address of the other family that got through beside most of the client's failures,
 * and beside more than half of them; a single failure has the benefit of the doubt. Other clients that happen to get through at
 * that moment explain nothing away.
 *
 * `beside`: addresses of the other family that got through beside a failure, repeated or not.
 */
export function twinOf<Failure>(
  failures: readonly Failure[],
  beside: (failure: Failure) => Iterable<string>,
): string | undefined {
  const looked = failures.slice(0, MAX_FAILURES);
  // Of a single failure whoever comes first: not to look at all of them makes the snapshot of a busy span port a third faster.
  if (looked.length === 1) return first(beside(looked[0]));
  const counts = new Map<string, number>();
  let twin: string | undefined;
  for (const failure of looked) {
    for (const other of distinct(beside(failure))) {
      const count = (counts.get(other) ?? 0) + 1;
      counts.set(other, count);
      if (twin === undefined || count > counts.get(twin)!) twin = other;
    }
  }
  return twin !== undefined && counts.get(twin)! * 2 > looked.length ? twin : undefined;
}

function first(addresses: Iterable<string>): string | undefined {
  for (const address of addresses) return address;
  return undefined;
}

function distinct(addresses: Iterable<string>): ReadonlySet<string> {
  const some = new Set<string>();
  for (const address of addresses) {
    some.add(address);
    if (some.size >= MAX_BESIDE) break;
  }
  return some;
}
