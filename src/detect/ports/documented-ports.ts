/** The ports of a row in words that firewall rules use: `TCP 443`, `UDP 123`, `TCP 49152-65535`. */
import type { EndpointMatch } from '../../catalogue/match.ts';
import { portsOf } from '../../catalogue/ports.ts';
import type { PortSpan } from '../../catalogue/service-row.ts';

/** Those of the host where it has its own, else the row's. */
export function documentedPorts({ row, host }: Pick<EndpointMatch, 'row' | 'host'>): string[] {
  const { tcp = [], udp = [] } = portsOf(row, host);
  return [...tcp.map((span) => `TCP ${spanText(span)}`), ...udp.map((span) => `UDP ${spanText(span)}`)];
}

function spanText(span: PortSpan): string {
  return typeof span === 'number' ? String(span) : `${span[0]}-${span[1]}`;
}
