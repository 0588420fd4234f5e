/** The filter of the flow table: plain words, all of which must be found in the flow. A language of queries would take its place here. */
import type { FlowRow, Snapshot } from '../engine/snapshot.ts';

export type FlowFilter = (row: FlowRow) => boolean;

/** What words are compared with, beyond the row itself. */
export type FilterSubject = Pick<Snapshot, 'services' | 'findings'>;

/**
 * Words separated by spaces, in any case, each found in host, addresses, port, verdict, service (id, ref, title), protocol or process; the id of
 * a finding, such as `F3`, means that finding's flows. `undefined` for no words: everything matches.
 */
export function flowFilter(text: string, subject: FilterSubject): FlowFilter | undefined {
  const words = text.toLowerCase().split(' ').filter(Boolean);
  if (words.length === 0) return undefined;
  const tests = words.map((word) => findingTest(word, subject) ?? wordTest(word, subject));
  return (row) => tests.every((test) => test(row));
}

function findingTest(word: string, { findings }: FilterSubject): FlowFilter | undefined {
  const finding = findings.find(({ id }) => id.toLowerCase() === word);
  if (finding === undefined) return undefined;
  const flows = new Set(finding.flows);
  return (row) => flows.has(row.id);
}

function wordTest(word: string, { services }: FilterSubject): FlowFilter {
  const named = new Set(services.filter((service) => serviceText(service).includes(word)).map(({ id }) => id));
  const withPort = word.includes(':');
  return (row) =>
    row.serverName?.toLowerCase().includes(word) ||
    row.process?.toLowerCase().startsWith(word) ||
    row.verdict.startsWith(word) ||
    row.protocol.startsWith(word) ||
    row.services.some((id) => named.has(id)) ||
    hasEndpoint(row.responderAddress, row.responderPort, word, withPort) ||
    hasEndpoint(row.originatorAddress, row.originatorPort, word, withPort);
}

function serviceText({ id, ref, title }: FilterSubject['services'][number]): string {
  return `${id} ${ref} ${title}`.toLowerCase();
}

/** Part of the address; the beginning of the port (`443` is not 8443); with a colon, part of `address:port`. */
function hasEndpoint(address: string, port: number, word: string, withPort: boolean): boolean {
  return address.includes(word) || String(port).startsWith(word) || (withPort && `${address}:${port}`.includes(word));
}
