/** Certificates as the decoder tells them, from the names that matter: for rules on issuers. */
import type { Observation } from '../../src/probe/registry.ts';
import type { Certificate } from '../../src/wire/x509.ts';
import { nameText, type Rdn } from '../../src/wire/x509-name.ts';
import { seen } from './flow-facts.ts';

/** Attributes from the most general to the most specific, such as `{ O: 'Zscaler Inc.', CN: '…' }`. */
export type Names = Readonly<Record<string, string>>;

export const APPLE_ISSUER: Names = { C: 'US', O: 'Apple Inc.', CN: 'Apple Public Server RSA CA 12 - G1' };
export const AMAZON_ISSUER: Names = { C: 'US', O: 'Amazon', CN: 'Amazon RSA 2048 M02' };
export const COMPANY_ISSUER: Names = { C: 'US', O: 'Example Corp', CN: 'Example Corp Inspection CA' };
export const ZSCALER_ISSUER: Names = { O: 'Zscaler Inc.', CN: 'Zscaler Intermediate Root CA (zscalerthree.net) (t)' };

export function certificate(issuer: Names, subject: Names = { CN: 'acme.jamfcloud.com' }, isCa = false): Certificate {
  const [own, above] = [rdns(subject), rdns(issuer)];
  const text = nameText(own);
  return {
    subject: own,
    issuer: above,
    subjectText: text,
    issuerText: nameText(above),
    isCa,
    subjectAltNames: { dns: [], ip: [], omitted: 0 },
    sha256: Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64),
  } as Partial<Certificate> as Certificate;
}

/** The server's Certificate message under TLS 1.2, behind its hello. */
export function presented(seconds: number, ...certificates: readonly Certificate[]): Observation[] {
  return [
    seen('tls-server-hello', 1, seconds, { hello: { version: 0x0303, helloRetryRequest: false }, resumed: false }),
    seen('tls-certificates', 1, seconds, { certificates, unreadable: 0 }),
  ];
}

function rdns(names: Names): Rdn[] {
  return Object.entries(names).map(([name, value]) => ({ oid: '', name, value, joined: false }));
}
