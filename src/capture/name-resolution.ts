/** Name Resolution Block (draft-ietf-opsawg-pcapng 4.5): names that the capturing side knew for addresses. */
import { utf8Text } from '../bytes/text.ts';
import type { Block } from './block.ts';
import { padded } from './options.ts';

const RECORD_HEADER = 4;
const RECORD_END = 0;
/** Record type -> length of the address. The EUI-48 and EUI-64 records are of no use here. */
const ADDRESS_LENGTH: Readonly<Record<number, number>> = { 1: 4, 2: 16 };

/** Names kept of one record. */
export const MAX_NAMES = 64;

/** Calls `name` for every IPv4 and IPv6 record; false when a record reaches beyond the block. */
export function readNameResolution(
  block: Block,
  name: (address: Uint8Array, names: readonly string[]) => void,
): boolean {
  let at = block.start;
  while (block.end - at >= RECORD_HEADER) {
    const type = block.u16(at);
    const length = block.u16(at + 2);
    if (type === RECORD_END) return true;
    const value = block.bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length);
    if (at + RECORD_HEADER + length > block.end) return false;
    const addressLength = ADDRESS_LENGTH[type];
    if (addressLength !== undefined) {
      const names = splitNames(value.subarray(addressLength));
      if (names.length > 0) name(value.subarray(0, addressLength), names);
    }
    at += RECORD_HEADER + padded(length);
  }
  return true;
}

/** Names end with a NUL each; the last one's may be missing. */
function splitNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  for (let start = 0; start < bytes.length && names.length < MAX_NAMES; ) {
    const nul = bytes.indexOf(0, start);
    const end = nul < 0 ? bytes.length : nul;
    if (end > start) names.push(utf8Text(bytes.subarray(start, end)));
    start = end + 1;
  }
  return names;
}
