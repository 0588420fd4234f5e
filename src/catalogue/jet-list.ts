/**
 * A list of Jamf Environment Test (JET), `host,port,protocol,label` a line -> rows of the catalogue, one a label. A label holds for the
 * lines below it as well, as in JET's own sample. A first line that names the columns, empty lines and lines with # do not count.
 */
import { printable } from '../bytes/text.ts';
import type { Problems } from './configuration-text.ts';
import type { ParsedPack } from './endpoint-pack.ts';
import { blockOf, isAddressOrBlock } from './host-index.ts';
import { hostName } from './host-trie.ts';
import { ACTIVE } from './lifecycle.ts';
import { foundText } from './schema-mistakes.ts';
import type { DocumentedPorts, HostPattern, ServiceRow } from './service-row.ts';
import { hostAdvice } from './site-host.ts';

const MAX_LINES = 10_000;

interface JetLine {
  readonly number: number;
  readonly host: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly label: string;
}

interface LineMistake {
  readonly column: string;
  readonly text: string;
}

/** `file` is how its user named it; its last part names the rows. */
export function parseJetList(text: string, file: string): ParsedPack | Problems {
  const lines: JetLine[] = [];
  const problems: string[] = [];
  let label = nameOf(file);
  const written = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of written.entries()) {
    if (line.trim() === '' || line.startsWith('#') || (index === 0 && /^\W*host\W+port\b/i.test(line))) continue;
    const fields = fieldsOf(line);
    label = fields[3] || label;
    const read = readLine(fields, index + 1, label);
    if (Array.isArray(read)) problems.push(...read.map((mistake) => problemText(file, index + 1, mistake)));
    else lines.push(read);
  }
  if (lines.length > MAX_LINES) problems.push(`${file}: found ${lines.length} lines, expected at most ${MAX_LINES}`);
  if (lines.length === 0 && problems.length === 0) problems.push(`${file}: no line as host,port,protocol,label`);
  return problems.length > 0 ? { problems } : packOf(lines, file);
}

/** Up to three commas part the fields; quotes around a field are not its own. */
function fieldsOf(line: string): string[] {
  const [host = '', port = '', protocol = '', ...label] = line.split(',');
  return [host, port, protocol, label.join(',')].map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
}

function readLine([host, digits, protocol]: readonly string[], number: number, label: string): JetLine | LineMistake[] {
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  const transport = protocol.toLowerCase();
  const advice = hostAdvice(host);
  const mistakes: LineMistake[] = [];
  if (advice !== undefined) mistakes.push({ column: 'host', text: foundText(host, advice) });
  if (port < 1 || port > 65_535) mistakes.push({ column: 'port', text: foundText(digits, 'a port from 1 to 65535') });
  if (transport === 'tcp' || transport === 'udp') {
    if (mistakes.length === 0) return { number, host, port, transport, label };
  } else mistakes.push({ column: 'protocol', text: foundText(protocol, 'TCP or UDP') });
  return mistakes;
}

function problemText(file: string, line: number, { column, text }: LineMistake): string {
  return printable(`${file}:${line}: ${column}: ${text}`);
}

function packOf(lines: readonly JetLine[], file: string): ParsedPack {
  const list = nameOf(file);
  const all = [...grouped(lines, ({ label }) => slug(`${list} ${label === list ? '' : label}`))];
  return {
    rows: all.map(([id, group]) => rowOf(id, group, file)),
    idProblem: (index, text) => printable(`${file}:${all[index][1][0].number}: label: ${text}`),
  };
}

function rowOf(id: string, lines: readonly JetLine[], file: string): ServiceRow {
  const named = lines.filter(({ host }) => !isAddressOrBlock(host));
  const names = [...grouped(named, ({ host }) => hostName(host) as HostPattern)];
  const blocks = [...new Set(lines.filter(({ host }) => isAddressOrBlock(host)).map(({ host }) => blockOf(host)))];
  return {
    id,
    ref: `X:${id}`,
    title: printable(lines[0].label),
    from: ['other-service'],
    to: 'other-service',
    hosts: names.map(([name, own]) => ({ name, ...portsOf(own) })),
    ...(blocks.length === 0 ? {} : { blocks }),
    ports: portsOf(lines),
    protocols: ['unknown'],
    tlsInspection: 'not-stated',
    lifecycle: ACTIVE,
    source: { title: `JET list ${printable(file)}` },
    checked: undefined,
    notes: [],
  };
}

function grouped<Key>(lines: readonly JetLine[], keyOf: (line: JetLine) => Key): Map<Key, JetLine[]> {
  const groups = new Map<Key, JetLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line]);
    else known.push(line);
  }
  return groups;
}

function portsOf(lines: readonly JetLine[]): DocumentedPorts {
  const ports = (transport: 'tcp' | 'udp') => {
    const own = lines.filter((line) => line.transport === transport).map(({ port }) => port);
    return own.length === 0 ? {} : { [transport]: [...new Set(own)].sort((one, other) => one - other) };
  };
  return { ...ports('tcp'), ...ports('udp') };
}

/** `lists/jet sample.csv`: `jet sample`. */
const nameOf = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
