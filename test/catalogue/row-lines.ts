/** Rows as lines of text, so that tests can be read against the documents. */
import { portsOf, portsText } from '../../src/catalogue/ports.ts';
import type { HostPattern, ServiceRow } from '../../src/catalogue/service-row.ts';

/** `S4 jamf-pro -> apns | 443, 2197 | tls` */
export function rowLines(rows: readonly ServiceRow[]): string[] {
  return rows.map(
    (row) => `${row.ref} ${row.from.join('+')} -> ${row.to} | ${portsText(row.ports)} | ${row.protocols.join(' ')}`,
  );
}

/** `albert.apple.com 443`, sorted; the suffix `P` where proxies are supported, `-` where Apple does not say so. */
export function hostLines(row: ServiceRow): string[] {
  return row.hosts
    .map((host) => {
      const proxies = host.proxies === undefined ? '' : host.proxies ? ' P' : ' -';
      return `${host.name} ${portsText(portsOf(row, host))}${proxies}`;
    })
    .toSorted();
}

/** Lines of a template, trimmed and sorted. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .toSorted();
}

/** The pattern covers the (lower-case) name: the plain question, against which the trie is held. */
export function covers(pattern: HostPattern, name: string): boolean {
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) && name.length >= pattern.length : name === pattern;
}
