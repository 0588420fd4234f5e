/**
 * Organisations that run public certificate authorities: tells a public issuer from a private one without a root store.
 * Anybody can write such a name into a private certificate, so a match never clears a chain; the lack of one raises the question.
 */
import type { NameAttribute } from './issuer-name.ts';
import type { Day, Source } from './source.ts';

export interface PublicIssuer {
  readonly organisation: string;
  readonly issuer: RegExp;
  readonly source: Source;
  readonly checked: Day;
}

const ccadb: Source = { title: 'Common CA Database: owners of included roots', url: 'https://www.ccadb.org/resources' };

const distrusted: Source = {
  title: 'Mozilla Security Blog: Distrusting New WoSign and StartCom Certificates',
  url: 'https://blog.mozilla.org/security/2016/10/24/distrusting-new-wosign-and-startcom-certificates/',
};

export const PUBLIC_ISSUERS = [
  { organisation: 'Actalis', issuer: /^Actalis S\.p\.A\./i, source: ccadb, checked: '2026-11-21' },
  { organisation: 'Amazon', issuer: /^Amazon$/i, source: ccadb, checked: '2026-11-21' },
  { organisation: 'Apple', issuer: /^Apple Inc\.$/i, source: ccadb, checked: '2026-11-21' },
  {
    organisation: 'Certum',
    issuer: /^(Asseco Data Systems|Unizeto Technologies) S\.A\.$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  {
    organisation: 'Cybertrust Japan',
    issuer: /^Cybertrust Japan Co\., ?Ltd\.$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  {
    organisation: 'DigiCert',
    issuer: /^(DigiCert,? Inc\.?|GeoTrust,? Inc\.?|VeriSign, Inc\.|Symantec Corporation|thawte, Inc\.)$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  { organisation: 'Entrust', issuer: /^Entrust,? Inc\.?$/i, source: ccadb, checked: '2026-11-21' },
  { organisation: 'GlobalSign', issuer: /^GlobalSign( nv-sa)?$/i, source: ccadb, checked: '2026-11-21' },
  {
    organisation: 'GoDaddy',
    issuer: /^(GoDaddy\.com, Inc\.|Starfield Technologies, Inc\.)$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  {
    organisation: 'Google Trust Services',
    issuer: /^Google Trust Services( LLC)?$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  { organisation: 'IdenTrust', issuer: /^IdenTrust$/i, source: ccadb, checked: '2026-11-21' },
  {
    organisation: "Let's Encrypt",
    issuer: /^(Let['’]s Encrypt|Internet Security Research Group|ISRG)$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  { organisation: 'Microsoft', issuer: /^Microsoft Corporation$/i, source: ccadb, checked: '2026-11-21' },
  { organisation: 'NTT', issuer: /^NTT\b/i, source: ccadb, checked: '2026-11-21' },
  { organisation: 'SECOM', issuer: /^SECOM Trust (Systems|\.net)/i, source: ccadb, checked: '2026-11-21' },
  { organisation: 'SSL.com', issuer: /^SSL Corp(oration)?$/i, source: ccadb, checked: '2026-11-21' },
  {
    organisation: 'Sectigo',
    issuer: /^(Sectigo Limited|COMODO CA Limited|The USERTRUST Network)$/i,
    source: ccadb,
    checked: '2026-11-21',
  },
  // No longer trusted since 2017, and in captures of before.
  { organisation: 'StartCom', issuer: /^StartCom Ltd\.$/i, source: distrusted, checked: '2026-11-22' },
  { organisation: 'WoSign', issuer: /^WoSign CA Limited$/i, source: distrusted, checked: '2026-11-22' },
] as const satisfies readonly PublicIssuer[];

/** The public authority that the issuer's organisation names. */
export function publicIssuer(issuer: readonly NameAttribute[]): PublicIssuer | undefined {
  return PUBLIC_ISSUERS.find((row) => issuer.some(({ type, value }) => type === 'O' && row.issuer.test(value)));
}
