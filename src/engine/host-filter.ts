/** Tells quickly which rows of the flow table may have one of a few hosts: so not every row's addresses become texts. */
import { addressBytes } from '../catalogue/address-bytes.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { IPV4, ORIGINATOR_ADDRESS, RESPONDER_ADDRESS, ROW_WORDS } from '../flow/row-layout.ts';

export class HostFilter {
  /** Last words: all of an IPv4 address. */
  readonly #words: ReadonlySet<number>;

  /** `addresses` as texts. */
  constructor(addresses: Iterable<string>) {
    this.#words = new Set([...addresses].map(lastWord));
  }

  /** False: neither end of the flow is one of them. True is right of IPv4; hosts of IPv6 that end alike are taken for each other. */
  mayHave({ words }: FlowTable, row: number): boolean {
    const at = row * ROW_WORDS + IPV4;
    return this.#words.has(words[at + ORIGINATOR_ADDRESS]) || this.#words.has(words[at + RESPONDER_ADDRESS]);
  }
}

function lastWord(address: string): number {
  const bytes = addressBytes(address)!;
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(bytes.length - 4);
}
