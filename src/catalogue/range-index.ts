/** The address ranges that mean something, indexed once for all who ask. */
import { ADDRESS_RANGES, type AddressRange, type RangeName } from './address-ranges.ts';
import { CidrIndex } from './cidr-index.ts';

export interface RangeMatch {
  readonly range: AddressRange & { readonly name: RangeName };
  readonly cidr: string;
}

/** Built with the first question, as its 2 ms would be a part of every start. */
let index: CidrIndex<RangeMatch> | undefined;

/** The blocks that hold the address of 4 or 16 bytes, longest prefix first. */
export function rangesAt(address: Uint8Array): readonly RangeMatch[] {
  index ??= new CidrIndex(ADDRESS_RANGES.flatMap(entries));
  return index.match(address);
}

const entries = (range: RangeMatch['range']) =>
  range.cidrs.map((cidr): [string, RangeMatch] => [cidr, { range, cidr }]);
