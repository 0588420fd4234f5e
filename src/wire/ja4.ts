/**
 * JA4, the fingerprint of a TLS client (FoxIO, 2023; BSD-3, the client part only): `t13d1516h2_8daaf6152771_e5627efa2ab1`.
 * GREASE is left out everywhere.
 */
import { sha256 } from '../bytes/crypto.ts';
import { hexText } from '../bytes/text.ts';
import type { ClientHello } from './tls-client-hello.ts';
import { EXTENSION, GREASE } from './tls-names.ts';

/** What carries the hello: `t` for TLS over TCP, `q` for QUIC. */
export type Ja4Transport = 't' | 'q';

/** Costs two hashes: for the flows that are printed. */
export function ja4(hello: ClientHello, transport: Ja4Transport): string {
  const [head, ciphers, rest] = ja4Parts(hello, transport);
  return `${head}_${hash12(ciphers)}_${hash12(rest)}`;
}

/** The three parts before hashing, as JA4_r shows them. */
export function ja4Parts(hello: ClientHello, transport: Ja4Transport): [head: string, ciphers: string, rest: string] {
  const ciphers = ungreased(hello.cipherSuites);
  const extensions = ungreased(hello.extensions);
  const signatures = ungreased(hello.signatureAlgorithms);
  const name = extensions.includes(EXTENSION.serverName) ? 'd' : 'i';
  const head = `${transport}${version(hello)}${name}${count(ciphers)}${count(extensions)}${alpnEnds(hello.alpnEnds)}`;
  const hashed = sortedHex(extensions.filter((type) => type !== EXTENSION.serverName && type !== EXTENSION.alpn));
  // Without extensions there is nothing to hash; without signature algorithms no underscore stands behind them.
  const tail = signatures.length > 0 && hashed !== '' ? `_${signatures.map(hex4).join(',')}` : '';
  return [head, sortedHex(ciphers), hashed + tail];
}

function version(hello: ClientHello): string {
  return VERSIONS[hello.highestVersion] ?? '00';
}

const VERSIONS: Readonly<Record<number, string>> = {
  2: 's2',
  768: 's3',
  769: '10',
  770: '11',
  771: '12',
  772: '13',
};

function count(codes: readonly number[]): string {
  return String(Math.min(codes.length, 99)).padStart(2, '0');
}

/** First and last character of the first ALPN value; where either is no letter or digit, those of its hexadecimal form. */
function alpnEnds(ends: number): string {
  if (ends < 0) return '00';
  const text = String.fromCharCode(ends >> 8, ends & 0xff);
  const digits = ends.toString(16).padStart(4, '0');
  return /^[0-9A-Za-z]{2}$/.test(text) ? text : `${digits[0]}${digits[3]}`;
}

function sortedHex(codes: readonly number[]): string {
  return codes.map(hex4).sort().join(',');
}

function hex4(code: number): string {
  return code.toString(16).padStart(4, '0');
}

function ungreased(codes: readonly number[]): number[] {
  return codes.filter((code) => code !== GREASE);
}

function hash12(text: string): string {
  return text === '' ? '000000000000' : hexText(sha256(text)).slice(0, 12);
}
