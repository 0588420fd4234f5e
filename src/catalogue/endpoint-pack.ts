/** An endpoint pack in JSON -> rows of the catalogue, or everything that is wrong with it. */
import { checkText, type Problems } from './configuration-text.ts';
import { blockOf, isAddressOrBlock } from './host-index.ts';
import { hostName } from './host-trie.ts';
import type { JsonPath } from './json-text.ts';
import { ACTIVE } from './lifecycle.ts';
import { type EndpointPack, endpointPack, type PackEndpoint } from './pack-schema.ts';
import { foundText } from './schema-mistakes.ts';
import type { DocumentedPorts, HostPattern, PortSpan, ServiceRow } from './service-row.ts';
import { SITE_ROLES } from './site-roles.ts';
import type { Day, Source } from './source.ts';

/** Rows of a pack, and how to say what else is wrong with one of them. */
export interface ParsedPack {
  readonly rows: readonly ServiceRow[];
  /** A mistake in the id of `rows[index]`. */
  idProblem(index: number, text: string): string;
}

/** Protocols without TLS, or that begin without it: what a pack documents of them is no clear text by mistake. */
const ENCRYPTED: readonly string[] = ['tls', 'quic', 'ssh'];

export function parsePack(text: string, file: string): ParsedPack | Problems {
  const checked = checkText(endpointPack, text, file);
  if ('problems' in checked) return checked;
  const { data, problem } = checked;
  const problems = data.endpoints.flatMap((endpoint, index) =>
    mistakesOf(endpoint).map(({ path, text }) => problem(['endpoints', index, ...path], text)),
  );
  if (problems.length > 0) return { problems };
  return {
    rows: data.endpoints.map((endpoint) => rowOf(endpoint, data, file)),
    idProblem: (index, words) => problem(['endpoints', index, 'id'], words),
  };
}

/** What the schema does not say. */
function mistakesOf({ hosts = [], to, except = [], ports }: PackEndpoint): { path: JsonPath; text: string }[] {
  const met = hosts.length > 0 || SITE_ROLES.some(({ role }) => role === to);
  return [
    ...(met
      ? []
      : [
          { path: ['hosts'], text: 'missing, expected hosts, or in `to` a role that a site configuration can declare' },
        ]),
    ...except.flatMap((name, index) =>
      isAddressOrBlock(name) ? [{ path: ['except', index], text: foundText(name, 'a name or *.suffix') }] : [],
    ),
    ...(['tcp', 'udp'] as const).flatMap((transport) =>
      (ports[transport] ?? []).flatMap((span, index) =>
        typeof span === 'number' || span[0] < span[1]
          ? []
          : [{ path: ['ports', transport, index], text: foundText(span, 'two ports, the lower first') }],
      ),
    ),
    ...(ports.tcp === undefined && ports.udp === undefined
      ? [{ path: ['ports'], text: foundText(ports, '{ "tcp": […] }, { "udp": […] }, or both') }]
      : []),
  ];
}

function rowOf(endpoint: PackEndpoint, pack: EndpointPack, file: string): ServiceRow {
  const { id, title, from = ['other-service'], to = 'other-service', hosts = [], except = [] } = endpoint;
  const ports = endpoint.ports as DocumentedPorts;
  const protocols = endpoint.protocols ?? ['unknown'];
  const encrypted = protocols.every((name) => ENCRYPTED.includes(name));
  const source: Source = (endpoint.source ?? pack.source ?? { title: `endpoint pack ${file}` }) as Source;
  const blocks = hosts.filter(isAddressOrBlock).map(blockOf);
  return {
    id,
    ref: endpoint.ref ?? `X:${id}`,
    title,
    from,
    to,
    hosts: namesAmong(hosts).map((name) => ({ name })),
    ...(except.length === 0 ? {} : { except: namesAmong(except) }),
    ...(blocks.length === 0 ? {} : { blocks }),
    ports,
    protocols,
    ...(encrypted ? {} : { cleartext: { ports: (ports.tcp ?? []) as readonly PortSpan[], standing: 'normal' } }),
    ...(endpoint.configurablePort === true ? { configurablePort: true } : {}),
    tlsInspection: endpoint.tlsInspection ?? 'not-stated',
    lifecycle: ACTIVE,
    source,
    checked: (endpoint.checked ?? pack.checked) as Day | undefined,
    notes: endpoint.notes ?? [],
  };
}

/** Names and `*.suffix`, as the catalogue compares them. */
function namesAmong(hosts: readonly string[]): HostPattern[] {
  return hosts.filter((host) => !isAddressOrBlock(host)).map((host) => hostName(host) as HostPattern);
}
