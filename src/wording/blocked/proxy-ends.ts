/** A proxy and what it is asked for, in words: the flow's server is the proxy, and the host is behind it. */
import type { ProxyAnswer } from '../../detect/blocked/parameters.ts';
import type { FindingScope } from '../../detect/words.ts';
import { documentedFirst, portText, seenClients } from '../ends.ts';
import { listed } from '../phrases.ts';
import type { ServiceTitle } from '../words.ts';

interface Ends {
  readonly scope: FindingScope;
  readonly services: readonly ServiceTitle[];
}

/** `the proxy 10.20.0.8 (TCP 3128)`. */
export function proxyText({ servers, ports, transport }: FindingScope): string {
  const port = ports.length === 0 ? '' : ` (${portText({ transport, ports } as FindingScope)})`;
  return servers.length === 0
    ? 'the proxy'
    : `the ${servers.length > 1 ? 'proxies' : 'proxy'} ${listed(servers)}${port}`;
}

/** `acme.jamfcloud.com port 443`; all names of the finding, where there are several. */
export function askedText(scope: FindingScope, asked: ProxyAnswer): string {
  return withPort(hostText(scope, asked), asked);
}

function hostText({ serverNames }: FindingScope, { host }: ProxyAnswer): string {
  return serverNames.length > 1 ? listed(serverNames) : host;
}

function withPort(host: string, { port }: ProxyAnswer): string {
  return port === undefined ? host : `${host} port ${port}`;
}

/** How it was asked: `CONNECT`, `a GET request`, `SOCKS`. */
export function methodText({ method }: ProxyAnswer): string {
  return method === 'CONNECT' || method === 'SOCKS' ? method : `a ${method} request`;
}

/** `allow connections to *.jamfcloud.com (S1; seen: acme.jamfcloud.com) port 443 for the clients (seen: 10.20.0.15)`. */
export function letThroughText(ends: Ends, asked: ProxyAnswer): string {
  const host = hostText(ends.scope, asked);
  return `allow ${asked.method === 'CONNECT' ? 'CONNECT' : 'connections'} to ${withPort(documentedFirst(ends, host) ?? host, asked)} for ${seenClients(ends.scope)}`;
}

/** What the proxy says itself: ` (ERR_ACCESS_DENIED 0)`, or nothing. */
export function reasonText({ reason }: ProxyAnswer): string {
  return reason === undefined ? '' : ` (${reason})`;
}
