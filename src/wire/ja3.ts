/** JA3, the fingerprint of a TLS client (Salesforce, 2017): MD5 over five lists of the ClientHello, GREASE left out. */
import { md5 } from '../bytes/crypto.ts';
import { hexText } from '../bytes/text.ts';
import type { ClientHello } from './tls-client-hello.ts';
import { GREASE } from './tls-names.ts';

/** The text that is hashed: `771,4865-4866,0-23,29-23,0`. */
export function ja3Text(hello: ClientHello): string {
  const lists = [hello.cipherSuites, hello.extensions, hello.groups, hello.pointFormats];
  return [hello.legacyVersion, ...lists.map((list) => list.filter((code) => code !== GREASE).join('-'))].join(',');
}

/** 32 hexadecimal digits. Costs a hash: for the flows that are printed. */
export function ja3(hello: ClientHello): string {
  return hexText(md5(ja3Text(hello)));
}
