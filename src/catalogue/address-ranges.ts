/** Address ranges that mean something to a verdict: Apple's, known block pages and sinkholes, and special-purpose ones. */
import type { Day, Source } from './source.ts';
import { APPLE_PUSH, portsArticle } from './source.ts';

type RangeKind = 'apple' | 'block-page' | 'sinkhole' | 'special';

export interface AddressRange {
  readonly name: string;
  readonly title: string;
  readonly kind: RangeKind;
  readonly cidrs: readonly string[];
  readonly source: Source;
  readonly checked: Day;
  readonly note?: string;
}

const specialPurpose = (section: string): Source => ({
  title: 'IANA special-purpose address registries',
  section,
  url: 'https://www.iana.org/assignments/iana-ipv4-special-registry',
});

export const ADDRESS_RANGES = [
  {
    name: 'apns',
    title: 'Apple Push Notification service',
    kind: 'apple',
    cidrs: [
      '17.249.0.0/16',
      '17.252.0.0/16',
      '17.57.144.0/22',
      '17.188.128.0/18',
      '17.188.20.0/23',
      // 2620:149:a40::/48 circulates in copied lists: a misprint of a44, not Apple's.
      '2620:149:a44::/48',
      '2403:300:a42::/48',
      '2403:300:a51::/48',
      '2a01:b740:a42::/48',
    ],
    source: APPLE_PUSH,
    checked: '2026-11-21',
    note: 'The least to open where 17.0.0.0/8 as a whole is refused. The bag on port 80 is on Akamai, outside all of them.',
  },
  {
    name: 'apple-17',
    title: 'Apple',
    kind: 'apple',
    cidrs: ['17.0.0.0/8'],
    source: portsArticle('S4'),
    checked: '2026-11-21',
    note: "Apple's whole IPv4 block; both Jamf and Apple advise to open it. Content delivery networks are outside.",
  },
  {
    name: 'fortiguard-block-page',
    title: 'FortiGuard block page',
    kind: 'block-page',
    cidrs: ['208.91.112.55/32'],
    source: { title: 'Public fingerprints of DNS block pages (OONI)', url: 'https://ooni.org' },
    checked: '2026-11-21',
    note: 'A parking host has reused the address: needs a second sign.',
  },
  {
    name: 'umbrella-block-page',
    title: 'Cisco Umbrella block page',
    kind: 'block-page',
    cidrs: ['146.112.61.104/30', '146.112.61.108/31', '146.112.61.110/32'],
    source: { title: 'Pi-hole FTL: known replies of blocking resolvers', url: 'https://github.com/pi-hole/FTL' },
    checked: '2026-11-21',
    note: '146.112.61.104 to .110, also answered as ::ffff: forms.',
  },
  {
    name: 'palo-alto-sinkhole',
    title: 'Palo Alto Networks sinkhole',
    kind: 'sinkhole',
    cidrs: ['198.135.184.22/32', '72.5.65.111/32'],
    source: { title: 'Palo Alto Networks: DNS sinkholing', url: 'https://docs.paloaltonetworks.com' },
    checked: '2026-11-21',
    note: '72.5.65.111 is the older address.',
  },
  {
    name: 'unspecified',
    title: 'unspecified address',
    kind: 'special',
    cidrs: ['0.0.0.0/8', '::/128'],
    source: specialPurpose('RFC 791, RFC 4291'),
    checked: '2026-11-21',
    note: 'The usual answer of a blocking resolver.',
  },
  {
    name: 'loopback',
    title: 'loopback',
    kind: 'special',
    cidrs: ['127.0.0.0/8', '::1/128'],
    source: specialPurpose('RFC 1122, RFC 4291'),
    checked: '2026-11-21',
  },
  {
    name: 'private',
    title: 'private network',
    kind: 'special',
    cidrs: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
    source: specialPurpose('RFC 1918, RFC 4193'),
    checked: '2026-11-21',
  },
  {
    name: 'shared',
    title: 'carrier-grade NAT',
    kind: 'special',
    cidrs: ['100.64.0.0/10'],
    source: specialPurpose('RFC 6598'),
    checked: '2026-11-21',
  },
  {
    name: 'link-local',
    title: 'link-local',
    kind: 'special',
    cidrs: ['169.254.0.0/16', 'fe80::/10'],
    source: specialPurpose('RFC 3927, RFC 4291'),
    checked: '2026-11-21',
  },
  {
    name: 'multicast',
    title: 'multicast',
    kind: 'special',
    cidrs: ['224.0.0.0/4', 'ff00::/8'],
    source: specialPurpose('RFC 5771, RFC 4291'),
    checked: '2026-11-21',
  },
  {
    name: 'broadcast',
    title: 'broadcast',
    kind: 'special',
    cidrs: ['255.255.255.255/32'],
    source: specialPurpose('RFC 919'),
    checked: '2026-11-21',
  },
  {
    name: 'benchmarking',
    title: 'benchmarking',
    kind: 'special',
    cidrs: ['198.18.0.0/15'],
    source: specialPurpose('RFC 2544'),
    checked: '2026-11-21',
    note: 'Proxy and VPN agents answer DNS with such addresses to catch what is sent to them.',
  },
  {
    name: 'documentation',
    title: 'documentation',
    kind: 'special',
    cidrs: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'],
    source: specialPurpose('RFC 5737, RFC 3849'),
    checked: '2026-11-21',
  },
] as const satisfies readonly AddressRange[];

export type RangeName = (typeof ADDRESS_RANGES)[number]['name'];
