/** Section Header Block (draft-ietf-opsawg-pcapng 4.1): byte order and version of what follows. */
import type { Block } from './block.ts';
import type { OptionWalk } from './options.ts';

const BYTE_ORDER_MAGIC = 0x1a2b_3c4d;
const FIXED_LENGTH = 16;
const OPTION_OS = 3;

/** The byte order of the section whose header block starts at `at` (12 bytes are there), true for little-endian; undefined when the mark is missing. */
export function sectionByteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) return true;
  return view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC ? false : undefined;
}

export interface SectionHeader {
  readonly major: number;
  readonly minor: number;
  /** Written on Darwin, where some options have a meaning of their own. */
  readonly darwin: boolean;
}

/** `undefined` when the block is too short. The section's length is not needed: blocks are read until the next header. */
export function decodeSectionHeader(block: Block, options: OptionWalk): SectionHeader | undefined {
  if (block.length < FIXED_LENGTH) return undefined;
  let darwin = false;
  options.open(block, block.start + FIXED_LENGTH);
  while (options.next()) {
    if (options.code === OPTION_OS) darwin = block.text(options.start, options.end).startsWith('Darwin');
  }
  return { major: block.u16(block.start + 4), minor: block.u16(block.start + 6), darwin };
}

/** As libpcap: 1.0, and the 1.2 that some writers put by mistake. */
export function isSupportedVersion(header: SectionHeader): boolean {
  return header.major === 1 && (header.minor === 0 || header.minor === 2);
}
