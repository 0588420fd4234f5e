/** Names of addresses, learnt from DNS answers as they pass and from name-resolution blocks. */
import type { Forgot } from '../bytes/generations.ts';
import { RecentMap } from '../bytes/recent-map.ts';

/** Addresses with names, over all clients. */
export const MAX_NAMED_ADDRESSES = 100_000;
/** The same of a capture that goes on. */
export const MAX_LIVE_ADDRESSES = 20_000;
/** Names kept for one address of one client; the newest win. */
export const MAX_NAMES = 8;

interface Named {
  readonly name: string;
  /** ns: when the answer was seen. */
  readonly time: number;
}

export class NameTable {
  readonly #byClient: RecentMap<string, Named[]>;
  readonly #byAddress: RecentMap<string, Named[]>;
  readonly #fixed: RecentMap<string, string[]>;

  /** `live`: the capture goes on. */
  constructor(forgot?: Forgot, live = false) {
    const most = live ? MAX_LIVE_ADDRESSES : MAX_NAMED_ADDRESSES;
    this.#byClient = new RecentMap(most, forgot);
    this.#byAddress = new RecentMap(most, forgot);
    this.#fixed = new RecentMap(most, forgot);
  }

  /** `client` asked for `name` and was told `address`. */
  learn(client: string, address: string, name: string, time: number): void {
    this.#keep(this.#byClient, `${client} ${address}`, name, time);
    this.#keep(this.#byAddress, address, name, time);
  }

  /** A name-resolution record of the capture file. */
  fix(address: string, names: readonly string[]): void {
    const known = this.#fixed.note(address) ?? [];
    this.#fixed.set(address, [...new Set([...known, ...names])].slice(0, MAX_NAMES));
  }

  /** The names that this client got for the address until `time`, newest first. */
  resolved(client: string, address: string, time: number): readonly string[] {
    return namesUntil(this.#byClient.get(`${client} ${address}`), time);
  }

  /** The names that anybody in the capture got for the address until `time`, newest first. */
  resolvedByAnybody(address: string, time: number): readonly string[] {
    return namesUntil(this.#byAddress.get(address), time);
  }

  fixed(address: string): readonly string[] {
    return this.#fixed.get(address) ?? [];
  }

  #keep(names: RecentMap<string, Named[]>, key: string, name: string, time: number): void {
    const known = names.note(key);
    if (known === undefined) {
      names.set(key, [{ name, time }]);
      return;
    }
    const at = known.findIndex((entry) => entry.name === name);
    // The earliest answer counts: a flow may begin between two answers of the same name.
    if (at >= 0) return;
    known.push({ name, time });
    if (known.length > MAX_NAMES) known.shift();
  }
}

function namesUntil(known: readonly Named[] | undefined, time: number): readonly string[] {
  if (known === undefined) return [];
  const names: string[] = [];
  for (let at = known.length - 1; at >= 0; at--) if (known[at].time <= time) names.push(known[at].name);
  return names;
}
