/** `jamscope catalogue [list | show ID | match HOST[:PORT] | match URL]`: the words, as a function of its arguments. */
import { printable } from '../bytes/text.ts';
import { addressBytes } from '../catalogue/address-bytes.ts';
import { ADDRESS_RANGES, type RangeName } from '../catalogue/address-ranges.ts';
import { hostName } from '../catalogue/host-trie.ts';
import type { Lifecycle } from '../catalogue/lifecycle.ts';
import { type Catalogue, createCatalogue, type EndpointMatch } from '../catalogue/match.ts';
import { nearWord } from '../catalogue/near-word.ts';
import { allPorts, documentsPort, type PortTransport, portsOf, portsText } from '../catalogue/ports.ts';
import type { RangeMatch } from '../catalogue/range-index.ts';
import { ROLE_TITLES, rolesFit } from '../catalogue/role.ts';
import type { DocumentedHost, ServiceRow } from '../catalogue/service-row.ts';
import { declaredText, type SiteHost } from '../catalogue/site.ts';
import { sourceText } from '../catalogue/source.ts';
import { table } from './table.ts';

export interface CommandOutcome {
  /** 0, or 2 for wrong usage. */
  readonly exitCode: 0 | 2;
  /** For standard output, with its last newline. */
  readonly output: string;
  /** For standard error; empty when all went well. */
  readonly error: string;
}

export interface CatalogueOptions {
  readonly json?: boolean;
}

const USAGE =
  'Usage: jamscope catalogue [list | show ID | match HOST[:PORT][/udp] | match URL] [--json] [--config FILE]\n';

/** `args` are the words behind `catalogue`, without options; none means `list`. */
export function catalogueCommand(
  args: readonly string[],
  { json = false }: CatalogueOptions = {},
  catalogue: Catalogue = createCatalogue(),
): CommandOutcome {
  const [action = 'list', operand] = args;
  const wrong = misuse(action, args.length - 1, catalogue);
  if (wrong !== undefined) return refused(`${wrong}\n${USAGE}`);
  if (action === 'list') return list(catalogue, json);
  return action === 'show' ? show(catalogue, operand, json) : match(catalogue, operand, json);
}

/** What each action is to be told. */
const OPERANDS: Readonly<Record<string, string>> = {
  show: 'the ID or ref of a row, or the name of a group: `jamscope catalogue show S22`',
  match: 'a host, HOST:PORT or URL: `jamscope catalogue match 1-courier.push.apple.com:5223`',
};

const ACTIONS = ['list', ...Object.keys(OPERANDS)];

/** Why these words cannot be followed; undefined when they can. `operands` are the words behind the action. */
function misuse(action: string, operands: number, catalogue: Catalogue): string | undefined {
  if (action === 'list') return operands > 0 ? '`catalogue list` takes nothing behind it.' : undefined;
  if (!Object.hasOwn(OPERANDS, action)) {
    const shown = printable(action);
    const meant = rowOf(catalogue, action) === undefined ? nearWord(action, ACTIONS) : `show ${shown}`;
    return `There is no \`catalogue ${shown}\`.${meant === undefined ? '' : ` Did you mean \`jamscope catalogue ${meant}\`?`}`;
  }
  if (operands === 1) return undefined;
  return `\`catalogue ${action}\` takes one thing, ${OPERANDS[action]}.`;
}

const printed = (output: string): CommandOutcome => ({ exitCode: 0, output, error: '' });
const printedJson = (value: unknown): CommandOutcome => printed(`${JSON.stringify(value, null, 2)}\n`);
const refused = (error: string): CommandOutcome => ({ exitCode: 2, output: '', error });

function list(catalogue: Catalogue, json: boolean): CommandOutcome {
  return listed(catalogue.rows, json);
}

function listed(some: readonly ServiceRow[], json: boolean): CommandOutcome {
  const rows = some.toSorted(byRef);
  if (json) return printedJson(rows);
  const cells = rows.map((row) => [row.ref, row.id, row.title, portsText(allPorts(row)), direction(row)]);
  return printed(table([['REF', 'ID', 'TITLE', 'PORTS', 'DIRECTION'], ...cells]));
}

function show(catalogue: Catalogue, key: string, json: boolean): CommandOutcome {
  const row = rowOf(catalogue, key);
  if (row === undefined) {
    const group = catalogue.group(key);
    if (group !== undefined) return listed(group, json);
    return refused(
      `No catalogue row is called ${printable(key)}. \`jamscope catalogue list\` shows their ids and refs.\n`,
    );
  }
  return json ? printedJson(row) : printed(rowText(row, catalogue));
}

/** As it is called, or nearly: `s22`. */
export function rowOf(catalogue: Catalogue, key: string): ServiceRow | undefined {
  const small = key.toLowerCase();
  return catalogue.row(key) ?? catalogue.rows.find(({ id, ref }) => id === small || ref.toLowerCase() === small);
}

function rowText(row: ServiceRow, catalogue: Catalogue): string {
  const fields: [string, string | readonly string[] | undefined][] = [
    ['id', row.id],
    ['from', row.from.map((role) => ROLE_TITLES[role])],
    ['to', ROLE_TITLES[row.to]],
    ['ports', portsText(allPorts(row))],
    ['in practice', row.portsInPractice && `${portsText(row.portsInPractice)} (${row.transportNote})`],
    ['port', row.configurablePort && 'set by the administrator; the documented one is a default'],
    ['fallback', row.fallback && `${row.fallback.from} to ${row.fallback.to}`],
    ['protocols', row.protocols.join(', ')],
    ['clear text', row.cleartext && `${row.cleartext.standing} on ${portsText({ tcp: row.cleartext.ports })}`],
    ['inspection', row.tlsInspection.replace('-', ' ')],
    ['hosts', hostTexts(row)],
    ['declared', declaredFor(row, catalogue)],
    ['except', row.except],
    ['ranges', row.ranges?.map(rangeText)],
    ['condition', row.conditions?.map((condition) => condition.text)],
    ['lifecycle', lifecycleText(row.lifecycle)],
    ['shared with', row.sharedWith?.join(', ')],
    ['notes', row.notes],
    ['source', sourceText(row.source)],
    ['', row.source.url],
    ['checked', row.checked],
  ];
  const lines = fields.flatMap(([name, value]) => fieldLines(name, value));
  return `${row.ref}  ${row.title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function fieldLines(name: string, value: string | readonly string[] | undefined): string[] {
  const lines = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return lines.map((line, index) => `${(index === 0 ? name : '').padEnd(12)}${line}`);
}

function hostTexts(row: ServiceRow): string | readonly string[] {
  const texts = [...row.hosts.map((host) => hostText(row, host)), ...(row.blocks ?? [])];
  return texts.length === 0 ? "the customer's own" : texts;
}

function rangeText(name: RangeName): string {
  return `${name}: ${ADDRESS_RANGES.find((range) => range.name === name)!.cidrs.join(', ')}`;
}

/** Hosts that the site declares for the row's role. */
function declaredFor({ to }: ServiceRow, { site }: Catalogue): readonly string[] {
  const own = to === 'other-service' ? [] : site.hosts.filter(({ role }) => rolesFit([to], [role]));
  return own.map((declared) => `${declared.host}: ${declaredText(declared, site)}`);
}

function hostText(row: ServiceRow, host: DocumentedHost): string {
  const facts = [
    host.lifecycle && lifecycleText(host.lifecycle),
    host.proxies === undefined ? undefined : host.proxies ? 'through proxies' : 'proxies not stated',
    host.note,
  ].filter((fact) => fact !== undefined);
  return [`${host.name} (${portsText(portsOf(row, host))})`, ...facts].join('; ');
}

const lifecycleText = ({ state, since }: Lifecycle): string =>
  since === undefined ? state : `${state} since ${since}`;

interface Destination {
  readonly host: string;
  readonly isAddress: boolean;
  readonly port: number | undefined;
  readonly transport: PortTransport;
}

const HOST = /^(?=.{1,253}$)[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** `host`, `host:port`, an IPv4 address likewise, `[ipv6]:port` or a bare IPv6 address; `/udp` behind any of them. Or an http(s) URL. */
export function parseDestination(text: string): Destination | undefined {
  return /^https?:\/\//i.test(text) ? urlDestination(text) : authorityDestination(text);
}

/** Of a URL as it is pasted from a browser, the server and the port. */
function urlDestination(text: string): Destination | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port } = new URL(text);
  return authorityDestination(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`);
}

function authorityDestination(text: string): Destination | undefined {
  const transport = text.endsWith('/udp') ? 'udp' : 'tcp';
  const authority = text.replace(/\/(tcp|udp)$/, '');
  // Text with several colons and no brackets is an IPv6 address to its end, never an address with a port.
  if (addressBytes(authority) !== undefined) return { host: authority, isAddress: true, port: undefined, transport };
  const parts = /^(?:\[([^\]]+)\]|([^[\]:]+))(?::(\d{1,5}))?$/.exec(authority);
  if (parts === null) return undefined;
  const [, bracketed, plain, digits] = parts;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const host = hostName(bracketed ?? plain);
  const isAddress = addressBytes(host) !== undefined;
  return isAddress || (plain !== undefined && HOST.test(host)) ? { host, isAddress, port, transport } : undefined;
}

/** What the catalogue says of a destination. */
interface Found {
  readonly declared: readonly SiteHost[];
  readonly matches: readonly EndpointMatch[];
  readonly ranges: readonly RangeMatch[];
  /** Rows of the customer's own servers with this port, where nothing else matches. */
  readonly candidates: readonly ServiceRow[];
}

function match(catalogue: Catalogue, text: string, json: boolean): CommandOutcome {
  const destination = parseDestination(text);
  if (destination === undefined) return refused(noDestination(text));
  const found = find(catalogue, destination);
  return json ? printedJson(matchJson(destination, found)) : printed(matchText(destination, found, catalogue));
}

/** `*.jamfcloud.com`, as firewall rules and the catalogue itself have it, is the name of no host. */
function noDestination(text: string): string {
  const example = text.replaceAll('*', 'example');
  if (example !== text && parseDestination(example) !== undefined)
    return `A pattern is no host. Ask for one that fits it: \`jamscope catalogue match ${printable(example)}\`.\n`;
  return `Neither an http(s) URL nor a host, HOST:PORT or [IPv6]:PORT, with /udp behind it or not: ${printable(text)}\n`;
}

function find(catalogue: Catalogue, { host, isAddress, port, transport }: Destination): Found {
  const [name, address] = isAddress ? [undefined, host] : [host, undefined];
  const matches = catalogue.classifyEndpoint({ name, address, port, transport });
  const open = matches.length === 0 && port !== undefined;
  return {
    declared: catalogue.declared(name, address),
    matches,
    ranges: address === undefined ? [] : catalogue.matchAddress(address),
    candidates: open ? catalogue.matchPort(transport, port).toSorted(byRef) : [],
  };
}

function matchJson({ host, port, transport }: Destination, { declared, matches, ranges, candidates }: Found) {
  return {
    host,
    port,
    transport,
    ...(declared.length === 0 ? {} : { declared }),
    matches: matches.map(({ row, by, on, portDocumented, host: entry }) => ({
      id: row.id,
      ref: row.ref,
      title: row.title,
      by,
      on,
      portDocumented: port === undefined ? undefined : portDocumented,
      ports: { tcp: portsOf(row, entry).tcp, udp: portsOf(row, entry).udp },
      from: row.from,
      lifecycle: entry?.lifecycle ?? row.lifecycle,
      source: row.source,
    })),
    ranges: ranges.map(({ range, cidr }) => ({ name: range.name, title: range.title, cidr })),
    candidates: candidates.map(({ id, ref, title }) => ({ id, ref, title })),
  };
}

function matchText({ host, isAddress, port, transport }: Destination, found: Found, { site }: Catalogue): string {
  const { declared, matches, ranges, candidates } = found;
  const shown = isAddress && host.includes(':') ? `[${host}]` : host;
  const lines = [port === undefined ? shown : `${shown}:${port}/${transport}`];
  for (const own of declared) lines.push(`  ${own.host === host ? '' : `in ${own.host}: `}${declaredText(own, site)}`);
  for (const { range, cidr } of ranges) lines.push(`  in ${cidr}: ${range.title}`);
  for (const match of matches) {
    lines.push(`  ${match.row.ref}  ${match.row.id}: ${match.row.title}`, `      ${reason(match, port, transport)}`);
  }
  if (matches.length === 0) lines.push('  No documented connection goes there by name or address.');
  if (candidates.length > 0) {
    lines.push(`  A server of the customer's own on this port may be one of:`);
    for (const row of candidates) lines.push(`    ${row.ref}  ${row.id}: ${row.title}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Why the row was chosen, and how the port stands. */
function reason(
  { row, by, on, host, portDocumented }: EndpointMatch,
  port: number | undefined,
  transport: PortTransport,
): string {
  const documented = portsText(portsOf(row, host));
  const lifecycle = host?.lifecycle ?? row.lifecycle;
  return [
    `by ${by} ${on}`,
    port === undefined
      ? `ports ${documented}`
      : portDocumented
        ? `port ${port} is ${documentsPort(row, transport, port, host) ? 'documented' : 'declared'}`
        : `${transport} port ${port} is not documented (${documented} ${documented.includes(',') ? 'are' : 'is'})`,
    ...(lifecycle.state === 'active' ? [] : [lifecycleText(lifecycle)]),
    ...(host?.note === undefined ? [] : [host.note]),
    ...(host?.anybody === true
      ? ['others go there too: it counts only for a client that is known to be one of the row']
      : []),
    sourceText(row.source),
  ].join('; ');
}

const direction = (row: ServiceRow): string => `${row.from.join(', ')} -> ${row.to}`;

const FAMILIES = ['S', 'P', 'A', 'J', 'X'];

/** Documented rows in the order of the documents, then Apple's and Jamf's groups by name, then those of endpoint packs. */
function byRef(a: ServiceRow, b: ServiceRow): number {
  return (
    FAMILIES.indexOf(a.ref[0]) - FAMILIES.indexOf(b.ref[0]) ||
    Number.parseInt(a.ref.slice(1), 10) - Number.parseInt(b.ref.slice(1), 10) ||
    (a.ref < b.ref ? -1 : 1)
  );
}
