/** The two ends of a finding in words: who asked, where to, on which port, and the rule a firewall would need. */
import ipaddr from 'ipaddr.js';
import type { FindingScope } from '../engine/snapshot.ts';
import { listed } from './phrases.ts';
import type { ServiceTitle } from './words.ts';

interface Ends {
  readonly scope: FindingScope;
  readonly services: readonly ServiceTitle[];
}

/** `1-courier.push.apple.com (17.57.144.20)`, `acme.jamfcloud.com (through proxy 10.20.0.8:3128)`, the address alone without a name, else what the catalogue row calls it. */
export function serverText({ scope, services }: Ends): string {
  const addresses = serverAddresses(scope);
  if (scope.serverNames.length === 0) return addresses || services[0]?.title || 'the server';
  const names = listed(scope.serverNames);
  return addresses === '' ? names : `${names} (${addresses})`;
}

/** `17.57.144.20 and through proxy 10.20.0.8:3128`: the address of a proxy is none of the server's. Empty when none is known. */
export function serverAddresses({ servers, proxied }: FindingScope): string {
  if (proxied === undefined) return listed(servers);
  return listed([...proxied.servers, ...proxied.proxies.map((proxy) => `through proxy ${proxy}`)]);
}

/** The server by name alone where it has one: for sentences that follow one with `serverText`. */
export function serverName(ends: Ends): string {
  return ends.scope.serverNames.length > 0 ? listed(ends.scope.serverNames) : serverText(ends);
}

/** What a sentence may call the server by: none claims a name that was not seen. */
export function calledBy({ serverNames }: FindingScope): 'name' | 'address' {
  return serverNames.length > 0 ? 'name' : 'address';
}

/** `The same address answers for www.icloud.com: the name decides.`; that it does can only be told of a server with a name. */
export function answersForOthers(scope: FindingScope, names: readonly string[]): string | false {
  if (names.length === 0) return false;
  return `The same address answers for ${listed(names)}${calledBy(scope) === 'name' ? ': the name decides' : ''}.`;
}

/** `TCP 443 and 5223`; `TCP` when no port is known. Of a proxy the ports that it was asked for. */
export function portText({ transport = 'tcp', ports, proxied }: FindingScope): string {
  return `${transport.toUpperCase()} ${listed(proxied?.ports ?? ports)}`.trimEnd();
}

/** `10.20.0.15`, `10.20.0.15, 10.20.0.16, 10.20.0.17 and others`. */
export function clientText(scope: FindingScope): string {
  return listed(scope.clients) || 'the clients';
}

/** `the clients (seen: 10.20.0.15)`: those of the capture are hardly all that there are. */
export function seenClients(scope: FindingScope): string {
  return scope.clients.length > 0 ? `the clients (seen: ${clientText(scope)})` : 'the clients';
}

/** `Allow outbound TCP 5223 from the clients (seen: 10.20.0.15) to *.push.apple.com / 17.0.0.0/8 (S22; seen: 1-courier.push.apple.com, 17.57.144.20)`. */
export function allowText(ends: Ends): string {
  const { scope } = ends;
  if (comesFromJamfCloud(ends)) return allowFromJamfCloud(ends);
  return `Allow ${way(scope)}${portText(scope)} from ${seenClients(scope)} to ${destinationText(ends)}`;
}

/** What a firewall has to open, with what was seen of it in brackets: one host of many is no rule. */
export function destinationText(ends: Ends): string {
  const seen = [listed(ends.scope.serverNames), serverAddresses(ends.scope)].filter((text) => text !== '');
  return documentedFirst(ends, seen.join(', ')) ?? serverText(ends);
}

/** `*.push.apple.com / 17.0.0.0/8 (S22; seen: …)`; `undefined` for the customer's own hosts. */
export function documentedFirst({ services }: Pick<Ends, 'services'>, seen: string): string | undefined {
  const [service] = services;
  if (service === undefined || service.destinations.length === 0) return undefined;
  return `${service.destinations.join(' / ')} (${service.ref}; seen: ${seen})`;
}

/** The row says that Jamf Cloud opens it from outside, and whoever opens it is no host of the site. */
function comesFromJamfCloud({ scope, services }: Ends): boolean {
  const isDocumented =
    services[0]?.conditions?.some(({ hosting, ports }) => hosting === 'jamf-cloud' && !ports) === true;
  return isDocumented && scope.clients.length > 0 && !scope.clients.some(isPrivate);
}

/** Its addresses change: those that were seen are not all. */
function allowFromJamfCloud(ends: Ends): string {
  const { scope, services } = ends;
  const sources = `the egress addresses that Jamf publishes for your region of Jamf Cloud (seen: ${clientText(scope)})`;
  return `Allow inbound ${portText(scope)} from ${sources} to ${serverText(ends)}, the ${services[0].server ?? 'server'}`;
}

/** `exempt *.push.apple.com (S22; seen: 1-courier.push.apple.com) on TCP 5223 from TLS inspection for the clients (seen: 10.20.0.15)`. */
export function exemptText(ends: Ends): string {
  const name = serverName(ends);
  return `exempt ${documentedFirst(ends, name) ?? name} on ${portText(ends.scope)} from TLS inspection for ${seenClients(ends.scope)}`;
}

/** `, documented as *.push.apple.com / 17.0.0.0/8 (S22)`; empty for the customer's own hosts. */
export function documentedText({ services }: Ends): string {
  const service = services[0];
  if (service === undefined || service.destinations.length === 0) return '';
  return `, documented as ${service.destinations.join(' / ')} (${service.ref})`;
}

/** `outbound ` to a public address from a private one, `inbound ` the other way, else nothing. */
function way({ clients, servers }: FindingScope): string {
  if (clients.length === 0 || servers.length === 0) return '';
  const fromInside = isPrivate(clients[0]);
  const toInside = isPrivate(servers[0]);
  if (fromInside === toInside) return '';
  return fromInside ? 'outbound ' : 'inbound ';
}

const PRIVATE = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal', 'loopback']);

function isPrivate(address: string): boolean {
  return ipaddr.isValid(address) && PRIVATE.has(ipaddr.parse(address).range());
}
