/** A word of the filter without a field: found anywhere in a flow's line. */
import type { FilterSubject, RowTest } from './row-test.ts';
import { partTest, patternTest, remembering, type TextTest } from './text-tests.ts';

/**
 * In any case: part of the server's name, of an address, of a service (id, ref, title); the beginning of verdict, protocol, process or port
 * (`443` is not 8443); with a colon, part of `address:port`. The id of a finding, such as `F3`, means that finding's flows. `*` stands for anything.
 */
export function wordTest(value: string, { services, findings }: FilterSubject): RowTest {
  const word = value.toLowerCase();
  const finding = findings.find(({ id }) => id.toLowerCase() === word);
  if (finding !== undefined) {
    const flows = new Set(finding.flows);
    return ({ id }) => flows.has(id);
  }
  const inPart = partTest(word);
  const named = new Set(services.filter(({ id, ref, title }) => inPart(`${id} ${ref} ${title}`)).map(({ id }) => id));
  const name = remembering(inPart);
  const address = addressPartTest(word);
  const process = remembering((text) => text.toLowerCase().startsWith(word));
  const port = endpointTest(word);
  return (row) =>
    (row.serverName !== undefined && name(row.serverName)) ||
    row.verdict.startsWith(word) ||
    row.protocol.startsWith(word) ||
    (row.process !== undefined && process(row.process)) ||
    (named.size > 0 && row.services.some((id) => named.has(id))) ||
    (address !== undefined && (address(row.responderAddress) || address(row.originatorAddress))) ||
    (port !== undefined &&
      (port(row.responderAddress, row.responderPort) || port(row.originatorAddress, row.originatorPort)));
}

/** Undefined for a word that no address holds. Addresses are in small letters, and short: remembering them would cost more. */
function addressPartTest(word: string): TextTest | undefined {
  if (!/^[\da-f.:*]+$/.test(word)) return undefined;
  return word.includes('*') ? patternTest(word) : (address) => address.includes(word);
}

type EndpointTest = (address: string, port: number) => boolean;

/** Undefined for a word that neither a port nor an address with its port can hold. */
function endpointTest(word: string): EndpointTest | undefined {
  if (/^\d+$/.test(word)) return (_, port) => String(port).startsWith(word);
  return word.includes(':') ? (address, port) => `${address}:${port}`.includes(word) : undefined;
}
