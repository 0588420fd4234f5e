/** An endpoint pack: connections of the customer's own, in plain JSON and in the shape of the catalogue's rows. Loaded only with a configuration. */
import { z } from 'zod';
import { ROLE_TITLES, type Role } from './role.ts';
import { PROTOCOL_NAMES } from './service-row.ts';
import { day, host, port, text } from './site-schema.ts';

const MAX_ENDPOINTS = 1000;
const MAX_HOSTS = 1000;

const span = z
  .union([port, z.tuple([port, port]).describe('two ports, the lower first')])
  .describe('a port, or [first, last]');
const spans = z.array(span).min(1).optional().describe('a list of ports, or of [first, last]');
const role = z.enum(Object.keys(ROLE_TITLES) as [Role, ...Role[]]);

const source = z.strictObject({
  title: text.describe('what the document is called'),
  section: text.optional(),
  url: z.url().optional().describe('an address such as https://…'),
});

const endpoint = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .describe('small letters, digits and hyphens, such as "acme-vpn"'),
    ref: z
      .string()
      .regex(/^X:\S+$/)
      .optional()
      .describe('a short name that begins with "X:"'),
    title: text.describe('what the connection is for'),
    from: z.array(role).min(1).optional().describe('a list of roles, as `jamscope catalogue list` shows them'),
    to: role.optional(),
    hosts: z.array(host).max(MAX_HOSTS).optional().describe(`a list of hosts (at most ${MAX_HOSTS})`),
    except: z
      .array(host)
      .max(MAX_HOSTS)
      .optional()
      .describe('a list of names that `hosts` covers and that are not meant'),
    ports: z.strictObject({ tcp: spans, udp: spans }).describe('{ "tcp": […], "udp": […] }'),
    protocols: z.array(z.enum(PROTOCOL_NAMES)).min(1).optional().describe('a list of protocols'),
    configurablePort: z.boolean().optional().describe('true or false'),
    tlsInspection: z.enum(['unsupported', 'not-stated']).optional(),
    source: source.optional().describe('{ "title": … }'),
    checked: day.optional(),
    notes: z.array(text).optional().describe('a list of texts'),
  })
  .describe('{ "id": …, "title": …, "hosts": […], "ports": … }');

export const endpointPack = z
  .strictObject({
    $schema: z.string().optional().describe('the address of this schema, for editors'),
    source: source.optional().describe('{ "title": … }'),
    checked: day.optional(),
    endpoints: z
      .array(endpoint)
      .min(1)
      .max(MAX_ENDPOINTS)
      .describe(`a list of at least one and at most ${MAX_ENDPOINTS} connections`),
  })
  .describe('an object: an endpoint pack of jamscope');

export type EndpointPack = z.input<typeof endpointPack>;
export type PackEndpoint = EndpointPack['endpoints'][number];
