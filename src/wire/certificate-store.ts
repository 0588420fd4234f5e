/** Shares decoded certificates between flows: 200 000 flows show the same few hundred. */
import { hashBytes, InternTable } from '../bytes/intern-table.ts';
import { type Certificate, decodeCertificate } from './x509.ts';

/** Certificates kept at a time, in each of two generations: about 5 kB apiece with their bytes. */
export const MAX_CERTIFICATES = 2048;

/** The end of a certificate is its signature, as good as random: hashing more would tell no more. */
const HASHED_LENGTH = 32;

export class CertificateStore {
  readonly #certificates = new InternTable<Certificate>(MAX_CERTIFICATES);

  /** The certificate whose DER these bytes are; `undefined` when they are none. */
  read(bytes: Uint8Array, start: number, end: number): Certificate | undefined {
    const hash = hashBytes(bytes, Math.max(start, end - HASHED_LENGTH), end);
    const known = this.#certificates.find(bytes, start, end, hash);
    if (known !== undefined) return known;
    const der = bytes.slice(start, end);
    const certificate = decodeCertificate(der);
    if (certificate !== undefined) this.#certificates.add(der, hash, certificate);
    return certificate;
  }
}
