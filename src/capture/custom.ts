/** Custom Block (draft-ietf-opsawg-pcapng 4.8): data of whoever owns the enterprise number. */
import { BLOCK, type Block } from './block.ts';

const FIXED_LENGTH = 4;

export interface CustomBlock {
  /** IANA private enterprise number. */
  readonly enterprise: number;
  /** Whether a program that rewrites the file may copy the block unread. */
  readonly copyable: boolean;
  /** Data and options: only the owner knows where one ends and the other begins. */
  readonly bytes: Uint8Array;
}

/** `undefined` when the block is too short. */
export function decodeCustomBlock(block: Block): CustomBlock | undefined {
  if (block.length < FIXED_LENGTH) return undefined;
  return {
    enterprise: block.u32(block.start),
    copyable: block.type === BLOCK.custom,
    bytes: block.bytes.subarray(block.start + FIXED_LENGTH, block.end),
  };
}
