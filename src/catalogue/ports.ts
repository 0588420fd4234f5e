/** Questions to the ports that a row documents. */
import type { DocumentedHost, DocumentedPorts, PortSpan, ServiceRow } from './service-row.ts';

export type PortTransport = 'tcp' | 'udp';

export function inSpans(spans: readonly PortSpan[] | undefined, port: number): boolean {
  if (spans === undefined) return false;
  for (const span of spans) {
    if (typeof span === 'number' ? span === port : port >= span[0] && port <= span[1]) return true;
  }
  return false;
}

/** The ports of a host within its row: its own where it names any, else the row's. */
export function portsOf(row: ServiceRow, host?: DocumentedHost): DocumentedPorts {
  return host !== undefined && (host.tcp !== undefined || host.udp !== undefined) ? host : row.ports;
}

/** The row documents this port (for this host), or it is known to be used in practice. */
export function documentsPort(row: ServiceRow, transport: PortTransport, port: number, host?: DocumentedHost): boolean {
  return inSpans(portsOf(row, host)[transport], port) || inSpans(row.portsInPractice?.[transport], port);
}

/** Every port that the row or one of its hosts documents, in ascending order. */
export function allPorts(row: ServiceRow): DocumentedPorts {
  const owners: readonly DocumentedPorts[] =
    row.hosts.length === 0 ? [row.ports] : row.hosts.map((host) => portsOf(row, host));
  const union = (transport: PortTransport) => {
    // A host that overrides one port must not hide what the row says for hosts that are not listed.
    const all = [row.ports, ...owners].flatMap((ports) => ports[transport] ?? []);
    return [...new Map(all.map((span) => [spanText(span), span])).values()].sort((a, b) => firstOf(a) - firstOf(b));
  };
  return { tcp: union('tcp'), udp: union('udp') };
}

/** `443, 2197`, `135, 49152-65535`, `udp 123`; transports separated by `; `. */
export function portsText({ tcp = [], udp = [] }: DocumentedPorts): string {
  const parts = [];
  if (tcp.length > 0) parts.push(tcp.map(spanText).join(', '));
  if (udp.length > 0) parts.push(`udp ${udp.map(spanText).join(', ')}`);
  return parts.join('; ');
}

const firstOf = (span: PortSpan): number => (typeof span === 'number' ? span : span[0]);
const spanText = (span: PortSpan): string => (typeof span === 'number' ? String(span) : `${span[0]}-${span[1]}`);
