/** Whose host a name is: tells unrelated hosts from those of one company, which may all have its own authority. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import { hostName } from '../../catalogue/host-trie.ts';

/** Second levels under which countries register names; the list need not be whole, as a missing one makes hosts related. */
const REGISTRIES: ReadonlySet<string> = new Set(['ac', 'co', 'com', 'edu', 'go', 'gov', 'ne', 'net', 'or', 'org']);

/** Names remembered with their owners: the same few are asked for again and again. */
const MAX_OWNERS = 4096;
const owners = new Map<string, string>();

/** `apple` for all of Apple's, else the name that was registered, such as `example.co.jp`. */
export function hostOwner(name: string): string {
  const known = owners.get(name);
  if (known !== undefined) return known;
  if (owners.size >= MAX_OWNERS) owners.clear();
  const owner = ownerOf(name);
  owners.set(name, owner);
  return owner;
}

function ownerOf(name: string): string {
  const expected = expectedIssuer(name);
  if (expected !== undefined && isApple(expected.id)) return 'apple';
  if (expected?.id === 'jamf-hosted') return 'jamf';
  const labels = hostName(name).split('.');
  const country = labels[labels.length - 1].length === 2 && REGISTRIES.has(labels[labels.length - 2]);
  return labels.slice(country ? -3 : -2).join('.');
}

/** Row ids of `expected-issuers.ts`: all of Apple may get a new authority at once. */
export function isApple(id: string): boolean {
  return id.startsWith('ap');
}
