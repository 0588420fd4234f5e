/** Certificate and CertificateRequest of SSL 3.0 to TLS 1.2 (RFC 5246 7.4.2, 7.4.4). TLS 1.3 sends both encrypted. */
import { ByteCursor } from '../bytes/cursor.ts';
import { DER, DerReader } from './der.ts';
import { TLS_VERSION } from './tls-names.ts';
import { decodeName, nameText } from './x509-name.ts';

/** Where one certificate's DER lies in the bytes given. */
export interface CertificateSpan {
  readonly start: number;
  readonly end: number;
}

/** Certificates read of one chain; the longest in earnest use have five. */
export const MAX_CHAIN = 16;

/** The certificates of a Certificate message's body, leaf first; `undefined` when its lengths contradict each other. */
export function decodeCertificateMessage(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): CertificateSpan[] | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const list = cursor.nested(cursor.u24());
  const spans: CertificateSpan[] = [];
  while (list.remaining > 0 && spans.length < MAX_CHAIN) {
    const length = list.u24();
    spans.push({ start: list.position, end: list.position + length });
    list.skip(length);
  }
  return cursor.overrun || list.overrun ? undefined : spans;
}

export interface CertificateRequest {
  /** 1 rsa_sign, 64 ecdsa_sign and others. */
  readonly certificateTypes: readonly number[];
  /** Empty before TLS 1.2. */
  readonly signatureAlgorithms: readonly number[];
  /** Acceptable issuers as RFC 4514 text; empty when any will do. */
  readonly authorities: readonly string[];
  /** Issuers beyond `MAX_AUTHORITIES`. */
  readonly omitted: number;
}

/** Acceptable issuers kept: APNs names six, a server that lists its whole trust store 150. */
export const MAX_AUTHORITIES = 64;

/** Reads a CertificateRequest's body. `version` decides whether signature algorithms are in it. */
export function decodeCertificateRequest(
  bytes: Uint8Array,
  start: number,
  end: number,
  version: number,
): CertificateRequest | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const certificateTypes = [...cursor.take(cursor.u8())];
  const algorithms = cursor.nested(version >= TLS_VERSION.tls12 ? cursor.u16() : 0);
  const signatureAlgorithms: number[] = [];
  while (algorithms.remaining > 1) signatureAlgorithms.push(algorithms.u16());
  const list = cursor.nested(cursor.u16());
  const authorities: string[] = [];
  let omitted = 0;
  while (list.remaining > 0) {
    const name = list.take(list.u16());
    if (authorities.length < MAX_AUTHORITIES) authorities.push(authorityText(name));
    else omitted++;
  }
  if (cursor.overrun || list.overrun) return undefined;
  return { certificateTypes, signatureAlgorithms, authorities, omitted };
}

function authorityText(name: Uint8Array): string {
  const reader = new DerReader(name);
  return reader.nextIs(DER.sequence) ? nameText(decodeName(reader.inside())) : '';
}
