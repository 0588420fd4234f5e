/** The site configuration's text -> what the site declares, or everything that is wrong with it. */
import type { Site, SiteException, SiteHost } from './site.ts';
import { SITE_ROLES } from './site-roles.ts';
import { type SiteConfiguration, siteConfiguration } from './site-schema.ts';

export type ParsedSite =
  | { readonly site: Site; readonly packs: readonly string[] }
  | { readonly problems: readonly string[] };

/** `path` names the file in reasons and problems. */
export function parseSite(text: string, path: string): ParsedSite {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: [`${path}: ${(error as Error).message}`] };
  }
  const parsed = siteConfiguration.safeParse(value);
  if (parsed.success) return { site: siteOf(parsed.data, path), packs: parsed.data.packs ?? [] };
  return { problems: parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`) };
}

function siteOf(configuration: SiteConfiguration, path: string): Site {
  const { hosting, severity, exceptions } = configuration;
  return {
    path,
    hosts: SITE_ROLES.flatMap(({ key, role }) =>
      (configuration[key] ?? []).map((entry, index): SiteHost => {
        const { host, ports } = typeof entry === 'string' ? { host: entry } : entry;
        return { role, host, key: `${key}[${index}]`, ...(ports === undefined ? {} : { ports }) };
      }),
    ),
    ...(hosting === undefined ? {} : { hosting }),
    ...(severity === undefined ? {} : { severity }),
    ...(exceptions === undefined ? {} : { exceptions: exceptions as readonly SiteException[] }),
  };
}
