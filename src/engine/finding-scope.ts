/** The ends of a finding's flows: what its sentences name and its display filter is made of. */
import { askedPort, isProxied } from '../classify/asked-port.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FindingScope } from '../detect/words.ts';

/** Distinct ends in a finding's scope. */
export const MAX_SCOPE = 16;

export function scopeOf(flows: readonly FlowFacts[]): FindingScope {
  const transports = new Set(flows.map((flow) => flow.transport));
  const processes = distinct(flows.flatMap((flow) => flow.process?.name ?? []));
  const proxied = proxiedOf(flows);
  return {
    transport: transports.size === 1 ? flows[0].transport : undefined,
    clients: distinct(flows.map((flow) => flow.originator.address)),
    servers: distinct(flows.map((flow) => flow.responder.address)),
    ports: distinct(flows.map((flow) => flow.responder.port)),
    serverNames: distinct(flows.flatMap((flow) => flow.serverName ?? [])),
    ...(proxied === undefined ? {} : { proxied }),
    ...(processes.length === 0 ? {} : { processes }),
  };
}

function proxiedOf(flows: readonly FlowFacts[]): FindingScope['proxied'] {
  const through = flows.filter(isProxied);
  if (through.length === 0) return undefined;
  const direct = flows.filter((flow) => !through.includes(flow));
  return {
    proxies: distinct(through.map(({ responder }) => endText(responder.address, responder.port))),
    asked: distinct(through.flatMap((flow) => (flow.serverName ? endText(flow.serverName, portOf(flow)) : []))),
    servers: distinct(direct.map(({ responder }) => responder.address)),
    ports: distinct(flows.flatMap((flow) => portOf(flow) ?? [])),
  };
}

function portOf({ protocol, observations, responder }: FlowFacts): number | undefined {
  return askedPort({ protocol, observations, port: responder.port });
}

/** `10.20.0.8:3128`, `[fd00::8]:3128`. */
function endText(host: string, port: number | undefined): string {
  const bare = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? host : `${bare}:${port}`;
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)].slice(0, MAX_SCOPE);
}
