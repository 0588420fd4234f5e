/** Hosts as configurations write them (names, `*.suffix`, addresses, blocks), indexed by what they stand for. */
import { addressBytes } from './address-bytes.ts';
import { CidrIndex } from './cidr-index.ts';
import { HostTrie, hostName } from './host-trie.ts';
import type { HostPattern } from './service-row.ts';

const NONE: readonly never[] = [];

export class HostIndex<T> {
  readonly #names = new HostTrie<T>();
  readonly #blocks: CidrIndex<T>;

  /** Throws on a block that is none. */
  constructor(entries: readonly (readonly [host: string, value: T])[]) {
    this.#blocks = new CidrIndex(
      entries.filter(([host]) => isAddressOrBlock(host)).map(([host, value]) => [blockOf(host), value] as const),
    );
    for (const [host, value] of entries)
      if (!isAddressOrBlock(host)) this.#names.add(hostName(host) as HostPattern, value);
  }

  /** The longest pattern first. */
  ofName(name: string): readonly T[] {
    return this.#names.match(name);
  }

  /** The longest prefix first; `address` is text, or 4 or 16 bytes. */
  ofAddress(address: string | Uint8Array): readonly T[] {
    const bytes = typeof address === 'string' ? addressBytes(address) : address;
    return bytes === undefined ? NONE : this.#blocks.match(bytes);
  }
}

export function isAddressOrBlock(host: string): boolean {
  return host.includes('/') || addressBytes(host) !== undefined;
}

/** An address is the block of itself. */
export function blockOf(host: string): string {
  const bytes = addressBytes(host);
  return bytes === undefined ? host : `${host}/${bytes.length * 8}`;
}
