/** Host patterns by reversed labels: `com` -> `apple` -> `push`, so that a foreign name is dismissed at its first labels. */
import type { HostPattern } from './service-row.ts';

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  /** Values of the exact name that ends here. */
  readonly exact: T[];
  /** Values of `*.` and this name: for everything below. */
  readonly below: T[];
}

const node = <T>(): Node<T> => ({ next: new Map(), exact: [], below: [] });
const NONE: readonly never[] = [];

/** The longest host name that is looked at (RFC 1035 2.3.4, in presentation form). */
export const MAX_NAME_LENGTH = 255;

export class HostTrie<T> {
  readonly #root: Node<T> = node();

  add(pattern: HostPattern, value: T): void {
    const wildcard = pattern.startsWith('*.');
    let at = this.#root;
    for (const label of (wildcard ? pattern.slice(2) : pattern).split('.').reverse()) {
      const next = at.next.get(label) ?? node<T>();
      at.next.set(label, next);
      at = next;
    }
    (wildcard ? at.below : at.exact).push(value);
  }

  /** The values of every pattern that covers the name, longest pattern first; equal patterns in the order they were added. */
  match(name: string): readonly T[] {
    if (name.length > MAX_NAME_LENGTH) return NONE;
    const host = hostName(name);
    const found: (readonly T[])[] = [];
    let at: Node<T> | undefined = this.#root;
    let end = host.length;
    while (end > 0) {
      const dot = host.lastIndexOf('.', end - 1);
      at = at.next.get(host.slice(dot + 1, end));
      if (at === undefined) break;
      const values: readonly T[] = dot < 0 ? at.exact : at.below;
      if (values.length > 0) found.push(values);
      end = dot;
    }
    return found.length < 2 ? (found[0] ?? NONE) : found.reverse().flat();
  }
}

/** Host names compare in lower case and without the root's dot. */
export function hostName(text: string): string {
  const lower = text.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
