/**
 * The site configuration `jamscope.config.json`, declared once: types, validation and the published JSON Schema come from here. Loaded
 * only where there is a configuration, as the schema library costs a start.
 */
import { z } from 'zod';
import { SITE_ROLES, type SiteRoleKey } from './site-roles.ts';

const port = z.int().min(1).max(65_535);
const host = z.string().min(1);
const hosts = z.array(z.union([host, z.strictObject({ host, ports: z.array(port).min(1).optional() })])).optional();
const day = z.iso.date();

const exception = z.strictObject({
  rule: z.string(),
  service: z.string().optional(),
  host: host.optional(),
  reason: z.string().min(1),
  until: day,
});

const roles = Object.fromEntries(SITE_ROLES.map(({ key }) => [key, hosts])) as Record<SiteRoleKey, typeof hosts>;

export const siteConfiguration = z.strictObject({
  $schema: z.string().optional(),
  hosting: z.enum(['jamf-cloud', 'on-premises']).optional(),
  ...roles,
  packs: z.array(z.string()).optional(),
  severity: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])).optional(),
  exceptions: z.array(exception).optional(),
});

/** The contents of `jamscope.config.json`. */
export type SiteConfiguration = z.input<typeof siteConfiguration>;
