/**
 * The site configuration `jamscope.config.json`, declared once: its type, its validation, the published JSON Schema and the words for
 * what is expected (the descriptions) come from here. Loaded only where there is a configuration: the schema library costs as much
 * as all else that a start loads.
 */
import { z } from 'zod';
import { screenSettings } from './screen-settings.ts';
import { hostAdvice } from './site-host.ts';
import { SITE_ROLES, type SiteRoleKey } from './site-roles.ts';

/** Hosts of one role. A list that is longer is better written as blocks. */
const MAX_HOSTS = 1000;
/** Endpoint packs, and exceptions. */
const MAX_ENTRIES = 100;

export const port = z.int().min(1).max(65_535).describe('a port from 1 to 65535');
export const text = z.string().min(1).describe('a text');
export const day = z.iso.date().describe('a day of the calendar as YYYY-MM-DD');

const hostWith = (portsApart: Parameters<typeof hostAdvice>[1]) =>
  z
    .string()
    .check((context) => {
      const expected = hostAdvice(context.value, portsApart);
      if (expected !== undefined) context.issues.push({ code: 'custom', message: expected, input: context.value });
    })
    .describe('a name, *.suffix, an address, or a block such as 10.1.0.0/16');

export const host = hostWith('elsewhere');

const declaredHost = z
  .union([
    hostWith('as-object'),
    z.strictObject({
      host,
      ports: z
        .array(port)
        .min(1)
        .optional()
        .describe('a list of one or more ports on which it serves, beside the documented ones'),
    }),
  ])
  .describe('a host, or { "host": …, "ports": […] }');

const hosts = z.array(declaredHost).max(MAX_HOSTS).describe(`a list of hosts (at most ${MAX_HOSTS})`).optional();
const roles = Object.fromEntries(SITE_ROLES.map(({ key }) => [key, hosts])) as Record<SiteRoleKey, typeof hosts>;

const rule = z.string().describe('a rule such as "blocked/dns"');

const exception = z
  .strictObject({
    rule,
    service: text.optional().describe('id or ref of a documented connection, such as "S22"'),
    host: host.optional(),
    reason: text.describe('a text that says why the finding is accepted'),
    until: day.describe('a day of the calendar as YYYY-MM-DD: the last on which it holds'),
  })
  .describe('{ "rule": …, "reason": …, "until": … }');

export const siteConfiguration = z
  .strictObject({
    $schema: z.string().optional().describe('the address of this schema, for editors'),
    hosting: z.enum(['jamf-cloud', 'on-premises']).optional().describe('where Jamf Pro runs'),
    ...roles,
    packs: z
      .array(text.describe('the path of an endpoint pack, relative to this file'))
      .max(MAX_ENTRIES)
      .optional()
      .describe('a list of endpoint packs: .json, or JET lists as .csv'),
    severity: z
      .record(rule, z.enum(['error', 'warning', 'info', 'off']))
      .optional()
      .describe('severities by rule'),
    exceptions: z.array(exception).max(MAX_ENTRIES).optional().describe('a list of exceptions'),
    ui: screenSettings.optional(),
  })
  .describe('an object: the site configuration of jamscope');

/** The contents of `jamscope.config.json`. */
export type SiteConfiguration = z.input<typeof siteConfiguration>;
