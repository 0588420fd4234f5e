/**
 * Pages that filters answer plain HTTP with, in the server's place: by the Server field, the title, or the host that they send to.
 * `block-page-names.ts` has what resolvers answer with.
 */
import { BLOCK_PAGE_NAMES } from './block-page-names.ts';
import type { HostPattern } from './service-row.ts';
import type { Day, Source } from './source.ts';

export interface BlockPage {
  readonly id: string;
  /** What to call who answered. */
  readonly product: string;
  /** The Server field of what the product itself answers. */
  readonly server?: RegExp;
  readonly title?: RegExp;
  /** `generic`: the title is of several products, or a phrase that others may use. */
  readonly strength: 'product' | 'generic';
  /** Where it sends the client. */
  readonly hosts?: readonly HostPattern[];
  /** Answers that it must match. */
  readonly examples: readonly BlockPageAnswer[];
  readonly source: Source;
  readonly checked: Day;
  readonly note?: string;
}

/** What of an answer tells. */
export interface BlockPageAnswer {
  readonly server?: string | undefined;
  readonly title?: string | undefined;
  /** Host of the Location field or of the page's refresh. */
  readonly leadsTo?: string | undefined;
}

export type BlockPageMark = 'server' | 'title' | 'leads-to';

export interface BlockPageMatch {
  readonly page: BlockPage;
  readonly mark: BlockPageMark;
}

const reports: Source = { title: 'Block pages of the product, published in public reports' };
const fingerprints: Source = {
  title: 'Public fingerprints of block pages (OONI)',
  url: 'https://github.com/ooni/blocking-fingerprints',
};

export const BLOCK_PAGES: readonly BlockPage[] = [
  {
    id: 'zscaler',
    product: 'Zscaler Internet Access',
    server: /^zscaler\b/i,
    title: /^Internet Security by Zscaler\b/i,
    hosts: [
      'gateway.zscaler.net',
      'gateway.zscalerone.net',
      'gateway.zscalertwo.net',
      'gateway.zscalerthree.net',
      'gateway.zscloud.net',
    ],
    strength: 'product',
    examples: [
      { server: 'Zscaler/6.2' },
      { title: 'Internet Security by Zscaler' },
      { leadsTo: 'gateway.zscalertwo.net' },
    ],
    source: reports,
    checked: '2026-11-22',
    note: 'The gateway also asks people to log in: a daemon is stopped there either way.',
  },
  {
    id: 'umbrella',
    product: 'Cisco Umbrella',
    hosts: ['block.opendns.com', '*.block.opendns.com', 'block.sse.cisco.com', '*.block.sse.cisco.com'],
    strength: 'product',
    examples: [{ leadsTo: 'block.opendns.com' }, { leadsTo: 'malware.block.sse.cisco.com' }],
    source: reports,
    checked: '2026-11-22',
  },
  {
    id: 'fortigate',
    product: 'Fortinet FortiGate',
    title: /^(?:Web Filter|Application Control) Violation$|\bFortiGuard\b/i,
    strength: 'product',
    examples: [{ title: 'Web Filter Violation' }, { title: 'FortiGuard Intrusion Prevention - Access Blocked' }],
    source: fingerprints,
    checked: '2026-11-22',
  },
  {
    id: 'mcafee-web-gateway',
    product: 'Skyhigh (McAfee) Web Gateway',
    title: /^(?:McAfee|Skyhigh) (?:Secure )?Web Gateway\b/i,
    strength: 'product',
    examples: [{ title: 'McAfee Web Gateway - Notification' }],
    source: reports,
    checked: '2026-11-22',
  },
  {
    id: 'netskope',
    product: 'Netskope Secure Web Gateway',
    hosts: ['*.goskope.com'],
    strength: 'product',
    examples: [{ leadsTo: 'notify-acme.de.goskope.com' }],
    source: reports,
    checked: '2026-11-22',
  },
  {
    id: 'listed-name',
    product: 'a filter whose block page has this name',
    hosts: BLOCK_PAGE_NAMES.map(({ name }) => name),
    strength: 'product',
    examples: [{ leadsTo: 'block.jamf.com' }],
    source: { title: 'Names of block pages in this catalogue' },
    checked: '2026-11-22',
  },
  {
    id: 'blocked-page',
    product: 'a web filter',
    title:
      /^(?:(?:this )?(?:web ?)?(?:page|site|url)|access(?: to this (?:web ?)?(?:page|site))?)(?: (?:is|has been|was))? blocked\b/i,
    strength: 'generic',
    examples: [
      { title: 'Web Page Blocked' },
      { title: 'Web Site Blocked' },
      { title: 'Access to this site is blocked' },
    ],
    source: fingerprints,
    checked: '2026-11-22',
    note: '"Web Page Blocked" is the title of Palo Alto Networks and of Fortinet alike.',
  },
];

/** The row that an answer fits, and by what of it: what names a product goes before a phrase. */
export function blockPageOf({ server, title, leadsTo }: BlockPageAnswer): BlockPageMatch | undefined {
  if (server === undefined && title === undefined && leadsTo === undefined) return undefined;
  for (const page of BLOCK_PAGES) {
    if (server !== undefined && page.server?.test(server)) return { page, mark: 'server' };
    if (leadsTo !== undefined && page.hosts?.some((pattern) => covers(pattern, leadsTo)))
      return { page, mark: 'leads-to' };
    if (title !== undefined && page.title?.test(title)) return { page, mark: 'title' };
  }
  return undefined;
}

function covers(pattern: HostPattern, name: string): boolean {
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
}
