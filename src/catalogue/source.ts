/** Where a row's facts come from: the public documents, named once, and the place in them. */

/** A day, `YYYY-MM-DD`. */
export type Day = `${number}-${number}-${number}`;

export interface Source {
  readonly title: string;
  readonly section?: string;
  readonly url?: string;
}

/**
 * A row of Jamf's port article. The article does not number its rows: S1 to S44 count them from its first table to its last.
 */
export function portsArticle(row: string): Source {
  return {
    title: 'Jamf: Network Ports Used by Jamf Pro',
    section: `row ${row}`,
    url: 'https://learn.jamf.com/r/en-US/technical-articles/Network_Ports_Used_by_Jamf_Pro',
  };
}

/** A section of Jamf's guide to push certificates. */
export function pushGuide(section: string): Source {
  return { title: "Jamf Pro Administrator's Guide: Push Certificates", section };
}

/** A section of Apple's list of hosts and ports (formerly HT210060). */
export function appleHosts(section: string): Source {
  return {
    title: 'Apple 101555: Use Apple products on enterprise networks',
    section,
    url: 'https://support.apple.com/101555',
  };
}

/** Apple's article on reaching APNs (formerly HT203609). */
export const APPLE_PUSH: Source = {
  title: "Apple 102266: If your Apple devices aren't getting Apple push notifications",
  url: 'https://support.apple.com/102266',
};

/** Apple's announcement of 2026-04-21: what TLS of management traffic must keep to, as early as the next major release. */
export const APPLE_TLS_FLOOR: Source = {
  title: 'Apple 126655: TLS of connections that manage devices',
  url: 'https://support.apple.com/126655',
};

/** The sentence that reports cite: title and section. */
export function sourceText(source: Source): string {
  return source.section === undefined ? source.title : `${source.title}, ${source.section}`;
}
