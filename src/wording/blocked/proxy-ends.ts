/** A proxy and what it is asked for, in words: the flow's server is the proxy, and the host is behind it. */
import type { ProxyAnswer } from '../../detect/blocked/parameters.ts';
import type { FindingScope } from '../../detect/words.ts';
import { documentedText, portText, seenClients } from '../ends.ts';
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
export function askedText({ serverNames }: FindingScope, { host, port }: ProxyAnswer): string {
  const name = serverNames.length > 1 ? listed(serverNames) : host;
  return port === undefined ? name : `${name} port ${port}`;
}

/** How it was asked: `CONNECT`, `a GET request`, `SOCKS`. */
export function methodText({ method }: ProxyAnswer): string {
  return method === 'CONNECT' || method === 'SOCKS' ? method : `a ${method} request`;
}

/** `allow connections to acme.jamfcloud.com port 443, documented as *.jamfcloud.com (S1), for the clients (seen: 10.20.0.15)`. */
export function letThroughText(ends: Ends, asked: ProxyAnswer): string {
  const documented = documentedText(ends);
  return `allow ${asked.method === 'CONNECT' ? 'CONNECT' : 'connections'} to ${askedText(ends.scope, asked)}${documented}${documented === '' ? '' : ','} for ${seenClients(ends.scope)}`;
}

/** What the proxy says itself: ` (ERR_ACCESS_DENIED 0)`, or nothing. */
export function reasonText({ reason }: ProxyAnswer): string {
  return reason === undefined ? '' : ` (${reason})`;
}
