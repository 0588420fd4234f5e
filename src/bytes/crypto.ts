/** The one file that imports `node:crypto`: digests for fingerprints, and the keys and ciphers of QUIC's Initial packets. */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

/** 16 bytes. For JA3, which is defined by it. */
export function md5(data: Uint8Array | string): Uint8Array {
  return createHash('md5').update(data).digest();
}

/** 20 bytes. */
export function sha1(data: Uint8Array | string): Uint8Array {
  return createHash('sha1').update(data).digest();
}

/** 32 bytes. */
export function sha256(data: Uint8Array | string): Uint8Array {
  return createHash('sha256').update(data).digest();
}

/** HKDF-Extract with SHA-256 (RFC 5869 2.2). */
export function hkdfExtract(salt: Uint8Array, material: Uint8Array): Uint8Array {
  return createHmac('sha256', salt).update(material).digest();
}

/** HKDF-Expand-Label with SHA-256 and an empty context (RFC 8446 7.1), for at most 32 bytes: one round of HKDF-Expand. */
export function hkdfExpandLabel(secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = `tls13 ${label}`;
  const info = Uint8Array.of(length >> 8, length & 0xff, name.length, ...Buffer.from(name, 'latin1'), 0, 1);
  return createHmac('sha256', secret).update(info).digest().subarray(0, length);
}

/** One block of AES-128 (RFC 9001 5.4.3). */
export function aes128Block(key: Uint8Array, block: Uint8Array): Uint8Array {
  return createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(block);
}

/** The plain text of AES-128-GCM with its 16-byte tag at the end (RFC 9001 5.3); `undefined` when the tag does not hold. */
export function aes128GcmOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const body = sealed.length - GCM_TAG_LENGTH;
  if (body < 0) return undefined;
  const cipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: GCM_TAG_LENGTH });
  const plain = cipher.setAAD(associated).setAuthTag(sealed.subarray(body)).update(sealed.subarray(0, body));
  try {
    cipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

export const GCM_TAG_LENGTH = 16;
