/** DNS look-ups written down: queries and responses as the probe tells them, and the flow that carries them. */
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { DnsQueryObservation, DnsResponseObservation } from '../../src/probe/dns.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { DNS_TYPE } from '../../src/wire/dns-codes.ts';
import { at, type FlowSketch, flowFacts } from './flow-facts.ts';

export const RESOLVER = '10.20.0.1';

export function dnsQuery(name: string, seconds: number, more: Partial<DnsQueryObservation> = {}): DnsQueryObservation {
  const common = { id: 1, type: DNS_TYPE.A, typeName: 'A', multicast: false };
  return { kind: 'dns-query', from: 0, at: at(seconds), name, ...common, ...more };
}

/** No error and no answer unless given. */
export function dnsResponse(
  name: string,
  seconds: number,
  more: Partial<DnsResponseObservation> = {},
): DnsResponseObservation {
  return {
    kind: 'dns-response',
    from: 1,
    at: at(seconds),
    id: 1,
    name,
    type: DNS_TYPE.A,
    typeName: 'A',
    multicast: false,
    code: 0,
    codeName: 'NOERROR',
    authoritative: false,
    truncated: false,
    answers: [],
    addresses: [],
    canonicalNames: [],
    extendedErrors: [],
    cut: false,
    ...more,
  };
}

/** A UDP flow to the resolver with these messages. */
export function dnsFlow(observations: readonly Observation[], sketch: FlowSketch = {}): FlowFacts {
  const responses = observations.filter((seen) => seen.kind === 'dns-response').length;
  return flowFacts({
    transport: 'udp',
    server: RESOLVER,
    port: 53,
    serverName: undefined,
    nameFrom: undefined,
    protocol: 'dns',
    packets: [observations.length - responses, responses],
    bytes: [60 * (observations.length - responses), 90 * responses],
    start: (observations[0]?.at.time ?? 0) / 1e9,
    observations,
    ...sketch,
  });
}

/** One query and its response 10 ms later. */
export function lookup(
  name: string,
  seconds: number,
  response: Partial<DnsResponseObservation>,
  sketch: FlowSketch = {},
): FlowFacts {
  const type = response.type ?? DNS_TYPE.A;
  return dnsFlow([dnsQuery(name, seconds, { type }), dnsResponse(name, seconds + 0.01, response)], sketch);
}
