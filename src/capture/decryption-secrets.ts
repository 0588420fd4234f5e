/** Decryption Secrets Block (draft-ietf-opsawg-pcapng 4.7): that keys were put beside the packets, such as a TLS key log. */
import type { Block } from './block.ts';

const FIXED_LENGTH = 8;

/** Kinds of secrets that the draft names. */
export const SECRETS = { tlsKeyLog: 0x544c_534b, wireGuardKeyLog: 0x5747_4b4c, sshKeyLog: 0x5353_484b } as const;

export interface DecryptionSecrets {
  /** One of `SECRETS`, or a number unknown. */
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/** `undefined` when the block is too short for what it claims. */
export function decodeDecryptionSecrets(block: Block): DecryptionSecrets | undefined {
  if (block.length < FIXED_LENGTH) return undefined;
  const start = block.start + FIXED_LENGTH;
  const length = block.u32(block.start + 4);
  if (length > block.end - start) return undefined;
  return { kind: block.u32(block.start), bytes: block.bytes.subarray(start, start + length) };
}
