/** Where a catalogue row says that its traffic goes, as a firewall rule would name it: `*.push.apple.com`, `17.0.0.0/8`. */
import ipaddr from 'ipaddr.js';
import { ADDRESS_RANGES } from '../catalogue/address-ranges.ts';
import type { HostPattern, ServiceRow } from '../catalogue/service-row.ts';
import type { FindingScope } from '../engine/snapshot.ts';

/** The row's names that cover a name seen, and the widest of its ranges around each address seen. Exact names alone repeat what was seen. */
export function documentedDestinations(row: ServiceRow, { serverNames, servers }: FindingScope): string[] {
  const cidrs = (row.ranges ?? []).flatMap(cidrsOf);
  const ranges = servers.flatMap((server) => widestAround(server, cidrs) ?? []);
  const names = row.hosts
    .map((host) => host.name)
    .filter((host) =>
      serverNames.some((name) => covers(host, name) || (ranges.length > 0 && host === name.toLowerCase())),
    );
  return [...new Set([...names, ...ranges])];
}

function covers(pattern: HostPattern, name: string): boolean {
  return pattern.startsWith('*.') && name.toLowerCase().endsWith(pattern.slice(1));
}

function cidrsOf(name: string): readonly string[] {
  return ADDRESS_RANGES.find((range) => range.name === name)?.cidrs ?? [];
}

function widestAround(server: string, cidrs: readonly string[]): string | undefined {
  if (!ipaddr.isValid(server)) return undefined;
  const address = ipaddr.parse(server);
  let widest: { readonly cidr: string; readonly bits: number } | undefined;
  for (const cidr of cidrs) {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    if (network.kind() !== address.kind() || !address.match(network, bits)) continue;
    if (widest === undefined || bits < widest.bits) widest = { cidr, bits };
  }
  return widest?.cidr;
}
