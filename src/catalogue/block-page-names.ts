/** Names that a blocking resolver or gateway answers with in place of the one asked for. */
import type { HostPattern } from './service-row.ts';
import type { Day, Source } from './source.ts';

export interface BlockPageName {
  readonly name: HostPattern;
  readonly title: string;
  readonly source: Source;
  readonly checked: Day;
}

export const BLOCK_PAGE_NAMES = [
  {
    name: 'sinkhole.paloaltonetworks.com',
    title: 'Palo Alto Networks sinkhole',
    source: { title: 'Palo Alto Networks: DNS sinkholing', url: 'https://docs.paloaltonetworks.com' },
    checked: '2026-11-21',
  },
  {
    name: 'block.jamf.com',
    title: 'Jamf Security Cloud block page',
    source: { title: 'Jamf Security documentation', url: 'https://learn.jamf.com' },
    checked: '2026-11-21',
  },
] as const satisfies readonly BlockPageName[];
