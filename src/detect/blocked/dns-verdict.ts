/** What a DNS response says of a public name: an answer, nothing, or that somebody keeps the name from resolving. */

import { addressBytes } from '../../catalogue/address-bytes.ts';
import type { AddressRange } from '../../catalogue/address-ranges.ts';
import { BLOCK_PAGE_NAMES } from '../../catalogue/block-page-names.ts';
import { rangesAt } from '../../catalogue/range-index.ts';
import type { DnsResponseObservation } from '../../probe/dns.ts';
import type { DnsOutcome } from './parameters.ts';

export interface DnsFailure {
  readonly outcome: DnsOutcome;
  /** What was answered instead. */
  readonly answers: readonly string[];
  readonly extendedError?: string;
  readonly product?: string;
  /** The range that the answers lie in. */
  readonly range?: AddressRange;
}

/** `answered`: a genuine address. `empty`: an answer that neither names an address nor denies the name. */
export type DnsVerdict = 'answered' | 'empty' | DnsFailure;

/** RFC 8914: Forged Answer, Blocked, Censored, Filtered, Prohibited. */
const POLICY_ERRORS: ReadonlySet<number> = new Set([4, 15, 16, 17, 18]);
const RESPONSE_CODES: Readonly<Record<number, DnsOutcome>> = { 2: 'servfail', 3: 'nxdomain', 5: 'refused' };

/** Ranges that no public name leads to. Benchmarking addresses are not among them: VPN agents catch traffic with those. */
const OUTCOMES: Readonly<Record<string, DnsOutcome>> = {
  unspecified: 'unspecified-address',
  loopback: 'private-address',
  private: 'private-address',
  shared: 'private-address',
  'link-local': 'private-address',
};

export function dnsVerdict(response: DnsResponseObservation): DnsVerdict {
  const policy = response.extendedErrors.find(({ code }) => POLICY_ERRORS.has(code));
  if (policy !== undefined) {
    const extendedError = policy.text ? `${policy.name}: ${policy.text}` : policy.name;
    return { outcome: 'extended-error', answers: response.addresses, extendedError };
  }
  const name = BLOCK_PAGE_NAMES.find((row) => response.canonicalNames.includes(row.name));
  if (name !== undefined) {
    const outcome = name.title.endsWith('sinkhole') ? 'sinkhole' : 'block-page';
    return { outcome, answers: [name.name], product: name.title };
  }
  const outcome = RESPONSE_CODES[response.code];
  if (outcome !== undefined) return { outcome, answers: [] };
  if (response.code !== 0 || response.addresses.length === 0) return 'empty';
  return judgeAddresses(response.addresses);
}

/** One genuine address among them is an answer. */
function judgeAddresses(addresses: readonly string[]): DnsVerdict {
  let failure: DnsFailure | undefined;
  for (const address of addresses) {
    const range = rangeOf(address);
    const outcome = range === undefined ? undefined : outcomeOf(range);
    if (outcome === undefined) return 'answered';
    const product = range!.kind === 'special' ? {} : { product: range!.title };
    failure ??= { outcome, answers: addresses, range: range!, ...product };
  }
  return failure!;
}

function rangeOf(address: string): AddressRange | undefined {
  const bytes = addressBytes(address);
  return bytes === undefined ? undefined : rangesAt(bytes)[0]?.range;
}

function outcomeOf(range: AddressRange): DnsOutcome | undefined {
  if (range.kind === 'block-page' || range.kind === 'sinkhole') return range.kind;
  return OUTCOMES[range.name];
}
