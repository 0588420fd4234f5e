/** Seals Initial packets as RFC 9001 5 has it, apart from the code under test: with `node:crypto` and keys given. */
import { createCipheriv } from 'node:crypto';
import { concat } from './hex.ts';

export interface SealingKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly headerProtection: Uint8Array;
}

/** `header` ends with the packet number in as many bytes as its first byte says. */
export function sealInitial(header: Uint8Array, payload: Uint8Array, keys: SealingKeys): Uint8Array {
  const numberLength = (header[0] & 3) + 1;
  const number = header.slice(header.length - numberLength);
  const nonce = keys.iv.slice();
  for (let index = 0; index < numberLength; index++) nonce[12 - numberLength + index] ^= number[index];
  const cipher = createCipheriv('aes-128-gcm', keys.key, nonce, { authTagLength: 16 }).setAAD(header);
  const sealed = concat(cipher.update(payload), cipher.final(), cipher.getAuthTag());
  const sample = sealed.subarray(4 - numberLength, 20 - numberLength);
  const mask = createCipheriv('aes-128-ecb', keys.headerProtection, null).setAutoPadding(false).update(sample);
  const packet = concat(header, sealed);
  packet[0] ^= mask[0] & 0x0f;
  for (let index = 0; index < numberLength; index++) packet[header.length - numberLength + index] ^= mask[index + 1];
  return packet;
}
