/** What a flow's server is called: SNI, then CONNECT (SOCKS too) or Host, then the client's DNS answer, then a name-resolution block. */
import type { Observation } from '../probe/registry.ts';
import type { NameTable } from './name-table.ts';
import type { NameSource } from './vocabulary.ts';

export interface ServerName {
  readonly name: string | undefined;
  readonly from: NameSource | undefined;
  /** All names of the address where several fit and none decides. */
  readonly candidates: readonly string[];
}

const NAMELESS: ServerName = { name: undefined, from: undefined, candidates: [] };

/** `time` is the flow's first packet, ns: a name must have been known by then. */
export function serverName(
  observations: readonly Observation[],
  names: NameTable,
  client: string,
  server: string,
  time: number,
): ServerName {
  return fromContent(observations) ?? fromNames(names, client, server, time);
}

function fromContent(observations: readonly Observation[]): ServerName | undefined {
  let found: ServerName | undefined;
  for (const observation of observations) {
    if (observation.kind === 'tls-client-hello' && observation.hello.serverName) {
      return decided(observation.hello.serverName, 'sni');
    }
    if (observation.kind === 'socks-request') found ??= decided(observation.host, 'connect');
    if (observation.kind === 'http-request' && found === undefined && observation.host) {
      found = decided(observation.host, observation.method === 'CONNECT' ? 'connect' : 'host');
    }
  }
  return found;
}

function fromNames(names: NameTable, client: string, server: string, time: number): ServerName {
  const own = names.resolved(client, server, time);
  if (own.length > 0) return chosen(own, 'dns');
  const fixed = names.fixed(server);
  if (fixed.length > 0) return chosen(fixed, 'name-resolution');
  // A dual-stack client may have asked over its other address: an answer to anybody counts when it is the only one.
  const others = names.resolvedByAnybody(server, time);
  return others.length === 1 ? decided(others[0], 'dns') : NAMELESS;
}

function chosen(names: readonly string[], from: NameSource): ServerName {
  return names.length === 1 ? decided(names[0], from) : { name: names[0], from, candidates: names };
}

function decided(name: string, from: NameSource): ServerName {
  return { name: name.toLowerCase().replace(/\.$/, ''), from, candidates: [] };
}
