/** memcached observations of a flow -> the `memcached` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';

type MemcachedReport = NonNullable<FlowReport['memcached']>;

/** `undefined` when no memcached was seen. */
export function memcachedReport(flow: FlowFacts): MemcachedReport | undefined {
  const requests = flow.observations.filter((seen) => seen.kind === 'memcached-request');
  const responses = flow.observations.filter((seen) => seen.kind === 'memcached-response');
  const first = requests[0] ?? responses[0];
  if (first === undefined) return undefined;
  const saslMechanism = requests.find((seen) => seen.saslMechanism !== undefined)?.saslMechanism;
  return {
    encoding: first.encoding,
    version: responses.find((seen) => seen.version !== undefined)?.version ?? null,
    commands: distinct(requests.map((seen) => seen.command)),
    results: distinct(responses.map((seen) => seen.result)),
    errors: distinct(responses.filter((seen) => seen.isError).map((seen) => seen.result)),
    ...(saslMechanism === undefined ? {} : { saslMechanism }),
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
