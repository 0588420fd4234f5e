/** The ends of a finding in one line, for people: who, where to, on which port. */
import type { FindingScope } from '../engine/snapshot.ts';
import { clientText, portText, serverText } from './ends.ts';
import { listed } from './phrases.ts';

/**
 * `10.20.0.15 → 1-courier.push.apple.com (17.57.144.20) · TCP 5223`, `10.20.0.15 → acme.jamfcloud.com:443 through proxy 10.20.0.8:3128`.
 * Empty for a finding that concerns no flow.
 */
export function whereText(scope: FindingScope): string {
  const { proxied } = scope;
  if (proxied !== undefined && proxied.servers.length === 0) {
    const asked = proxied.asked.length > 0 ? `${listed(proxied.asked)} ` : '';
    return `${clientText(scope)} → ${asked}through proxy ${listed(proxied.proxies)}`;
  }
  const ends = scope.clients.length > 0 ? [`${clientText(scope)} → ${serverText({ scope, services: [] })}`] : [];
  const ports = scope.transport === undefined ? [] : [portText(scope)];
  return [...ends, ...ports].join(' · ');
}
