/** A capture filter (libpcap's language) for what the catalogue documents and the site declares: `--only-jamf`. */
import { addressBytes, cidrBytes } from './address-bytes.ts';
import { ADDRESS_RANGES } from './address-ranges.ts';
import type { Catalogue } from './match.ts';
import { allPorts, type PortTransport } from './ports.ts';
import type { PortSpan } from './service-row.ts';

/** Ports in one range beyond which it is left out: 49152-65535, of DCOM, are also the ports of all clients. */
const MAX_SPAN = 1024;
/** What proxies listen on unless told otherwise: the documented connections may all be inside. */
const PROXY_PORTS = [1080, 3128, 8080];

/**
 * In order of preference: the second is for link types that know no VLAN. Kept are
 * - the documented ports, those of the site's hosts and the usual ones of proxies, whoever speaks there;
 * - everything of Apple's published ranges, of the blocks of endpoint packs, and of the addresses that the site declares;
 * - DNS, ICMP, fragments, and IPv6 with extension headers, whose ports a filter cannot find.
 *
 * Left out is what only looking inside tells: documented services on undocumented ports, DCOM's dynamic ports between hosts that the
 * site does not declare by address, names that the site declares (a filter knows addresses, and we ask no DNS), and tunnels
 * (GRE, VXLAN, PPPoE, MPLS).
 */
export function captureFilters(catalogue: Catalogue): readonly string[] {
  const plain = [
    ...portTerms(catalogue),
    ...networks(catalogue).map((network) => `${network.includes('/') ? 'net' : 'host'} ${network}`),
    'icmp',
    'icmp6',
    // Fragments behind the first, which have no ports.
    'ip[6:2] & 0x1fff != 0',
    // Hop-by-hop, routing, fragment and destination headers.
    'ip6[6] = 0',
    'ip6[6] = 43',
    'ip6[6] = 44',
    'ip6[6] = 60',
  ].join(' or ');
  // `vlan` shifts what stands behind it by one tag: so the untagged come first, then one tag, then two.
  return [`${plain} or (vlan and (${plain} or (vlan and (${plain}))))`, plain];
}

function portTerms({ rows, site }: Catalogue): string[] {
  const declared = site.hosts.flatMap(({ ports = [] }) => ports);
  const documented = (transport: PortTransport) =>
    rows.flatMap((row) => [...(allPorts(row)[transport] ?? []), ...(row.portsInPractice?.[transport] ?? [])]);
  return [
    ...spanTerms('tcp', [53, ...PROXY_PORTS, ...declared, ...documented('tcp')]),
    ...spanTerms('udp', [53, ...declared, ...documented('udp')]),
  ];
}

/** `tcp port 443`, `tcp portrange 1024-1030`: each once, in ascending order, none that lies within a range. */
function spanTerms(transport: PortTransport, spans: readonly PortSpan[]): string[] {
  const ranges = spans.map((span) => (typeof span === 'number' ? ([span, span] as const) : span));
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((one, other) => one[0] - other[0])) {
    if (last - first >= MAX_SPAN) continue;
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1]) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged.map(([first, last]) =>
    first === last ? `${transport} port ${first}` : `${transport} portrange ${first}-${last}`,
  );
}

/** Addresses and blocks, each once. */
function networks({ rows, site }: Catalogue): string[] {
  const apple = ADDRESS_RANGES.filter(({ kind }) => kind === 'apple').flatMap(({ cidrs }) => cidrs);
  const declared = site.hosts.map(({ host }) => host).filter((host) => isNetwork(host));
  const all = [...apple, ...rows.flatMap((row) => row.blocks ?? []), ...declared];
  // One within Apple's block adds nothing.
  return [...new Set(all)].filter((network) => network === '17.0.0.0/8' || !network.startsWith('17.'));
}

function isNetwork(host: string): boolean {
  return addressBytes(host) !== undefined || cidrBytes(host) !== undefined;
}

/** Hosts that the site declares by name: a filter cannot hold them, only their ports. For the user to know. */
export function namesLeftOut({ site }: Catalogue): readonly string[] {
  return [...new Set(site.hosts.map(({ host }) => host).filter((host) => !isNetwork(host)))];
}
