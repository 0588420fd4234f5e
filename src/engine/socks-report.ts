/** SOCKS observations of a flow -> the `socks` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';

type SocksReport = NonNullable<FlowReport['socks']>;

/** Of a proxy behind a proxy, the first. */
export function socksReport(flow: FlowFacts): SocksReport | undefined {
  const seen = flow.observations.filter(({ via }) => via === undefined);
  const greeting = seen.find((each) => each.kind === 'socks-greeting');
  const method = seen.find((each) => each.kind === 'socks-method');
  const login = seen.find((each) => each.kind === 'socks-authentication');
  const request = seen.find((each) => each.kind === 'socks-request');
  const reply = seen.find((each) => each.kind === 'socks-reply');
  if (!greeting && !method && !request && !reply) return undefined;
  return {
    version: request?.version ?? reply?.version ?? 5,
    methods: [...(greeting?.methods ?? [])],
    method: method?.method ?? null,
    ...(login === undefined ? {} : { authenticated: login.accepted }),
    request: request ? { command: request.command, host: request.host, port: request.port } : null,
    result: reply?.codeName ?? null,
  };
}
