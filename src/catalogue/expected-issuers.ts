/** Who signs for which host when nobody is in between. Hosts without a row (the customer's own) may have any issuer. */
import { HostTrie } from './host-trie.ts';
import { matchesAny, type NameAttribute, type NamePattern } from './issuer-name.ts';
import { publicIssuer } from './public-issuers.ts';
import type { HostPattern } from './service-row.ts';
import type { Day, Source } from './source.ts';

export interface ExpectedIssuer {
  readonly id: string;
  readonly hosts: readonly HostPattern[];
  /** Issuers that are as they should be. */
  readonly issuer: readonly NamePattern[];
  /** Another public authority here: `normal`, or `unusual` and worth a word (content delivery networks), never an alarm by itself. */
  readonly otherPublic: 'normal' | 'unusual';
  /** The chain is Apple's private one: no certificate transparency, no public authority above it. */
  readonly privateChain?: true;
  readonly source: Source;
  readonly checked: Day;
  readonly caution: string;
}

/** By organisation: the common names (Apple Public Server RSA CA 11 - G1, Apple IST CA 8 - G1, …) change with every generation. */
const APPLE: NamePattern = { O: /^Apple Inc\.$/i };
const observed: Source = { title: 'Certificates of the hosts, as published and observed up to November 2026' };

export const EXPECTED_ISSUERS = [
  {
    id: 'apns-courier',
    hosts: ['*.push.apple.com'],
    issuer: [APPLE, { CN: /^Apple (Server Authentication CA|Root CA)/i }],
    otherPublic: 'unusual',
    privateChain: true,
    source: { title: 'Independent APNs clients: the chain that they trust' },
    checked: '2026-11-21',
    caution:
      "Couriers present Apple's private chain. No host of theirs was read under TLS 1.3, where the certificate is hidden.",
  },
  {
    id: 'apns-provider',
    hosts: ['api.push.apple.com', 'api.development.push.apple.com'],
    issuer: [APPLE],
    otherPublic: 'unusual',
    source: {
      title: 'Apple Developer: Apple Push Notification service server certificate update',
      url: 'https://developer.apple.com/news/?id=09za8wzy',
    },
    checked: '2026-11-21',
    caution:
      'Under the USERTrust RSA root since 2025-02-24 (sandbox 2025-01-20); the name of the intermediate is not known.',
  },
  {
    id: 'apns-binary',
    hosts: ['gateway.push.apple.com', 'feedback.push.apple.com'],
    issuer: [APPLE, { O: /^Entrust,? Inc\.?$/i }],
    otherPublic: 'normal',
    source: observed,
    checked: '2026-11-21',
    caution: 'Retired with the binary protocol on 2021-03-31; Entrust signed before.',
  },
  {
    id: 'apple-cdn',
    hosts: [
      '*.aaplimg.com',
      '*.apple-mapkit.com',
      '*.axm-usercontent-apple.com',
      '*.cdn-apple.com',
      '*.mzstatic.com',
      'swcdn.apple.com',
    ],
    issuer: [APPLE],
    otherPublic: 'normal',
    source: observed,
    checked: '2026-11-21',
    caution: 'Parts are served by Akamai and others under public authorities such as DigiCert.',
  },
  {
    id: 'apple',
    hosts: [
      '*.apple.com',
      '*.apple-cloudkit.com',
      '*.icloud.com',
      '*.icloud-content.com',
      '*.networking.apple',
      '*.safebrowsing.apple',
    ],
    issuer: [APPLE],
    otherPublic: 'unusual',
    source: observed,
    checked: '2026-11-21',
    caution: 'New names of subordinate authorities appear; the organisation has stayed.',
  },
  {
    id: 'jamf-hosted',
    hosts: ['*.jamfcloud.com', '*.jamf.com', '*.pub.jamf.build', '*.wandera.com'],
    issuer: [{ O: /^Amazon$/i }],
    otherPublic: 'normal',
    source: observed,
    checked: '2026-11-21',
    caution: 'Amazon is the usual issuer, but any public authority is accepted: not every region was seen.',
  },
  {
    id: 'aws',
    hosts: ['*.amazonaws.com', '*.cloudfront.net'],
    issuer: [{ O: /^Amazon$/i }],
    otherPublic: 'normal',
    source: observed,
    checked: '2026-11-21',
    caution: 'Storage and messaging behind Jamf services.',
  },
] as const satisfies readonly ExpectedIssuer[];

const BY_HOST = new HostTrie<ExpectedIssuer>();
for (const row of EXPECTED_ISSUERS) for (const host of row.hosts) BY_HOST.add(host, row);

/** What is expected for a host name; `undefined` where anything may be. */
export function expectedIssuer(name: string): ExpectedIssuer | undefined {
  return BY_HOST.match(name)[0];
}

/** `expected`; `public`: another public authority; `foreign`: neither, and so the mark of somebody in between. */
export type IssuerJudgement = 'expected' | 'public' | 'foreign';

export function judgeIssuer(expected: ExpectedIssuer, issuer: readonly NameAttribute[]): IssuerJudgement {
  if (matchesAny(expected.issuer, issuer)) return 'expected';
  return publicIssuer(issuer) === undefined ? 'foreign' : 'public';
}
