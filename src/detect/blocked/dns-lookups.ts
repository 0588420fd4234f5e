/** The look-ups of one DNS flow that failed: names of documented hosts, with what came back instead of an address. */
import type { EndpointMatch } from '../../catalogue/match.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { type FrameAt, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import type { DnsQueryObservation, DnsResponseObservation } from '../../probe/dns.ts';
import type { Observation } from '../../probe/registry.ts';
import { DNS_TYPE } from '../../wire/dns-codes.ts';
import type { Documents } from '../documented.ts';
import { type DnsFailure, type DnsVerdict, dnsVerdict } from './dns-verdict.ts';

export interface FailedLookup {
  readonly name: string;
  readonly type: number;
  readonly at: FrameAt;
  /** `undefined`: no answer came. */
  readonly failure: DnsFailure | undefined;
}

/** Told of every name that got a genuine address. */
export type Resolved = (name: string, at: FrameAt) => void;

/** Administrators turn Private Relay off by denying these names, as Apple documents: no fault. */
const PRIVATE_RELAY = /^mask(-[a-z0-9]+)?\.icloud\.com$/;

/** Queries for addresses alone: other types are often refused, and nobody misses them. */
export function failedLookups(flow: FlowFacts, documents: Documents, resolved: Resolved): FailedLookup[] {
  const failed: FailedLookup[] = [];
  const unheard = mayMissAnswers(flow);
  const servicesOf = (name: string) => documents.servicesOfName(name, flow.originatorRole);
  const isDocumented = (name: string) => servicesOf(name).length > 0;
  for (const seen of flow.observations) {
    if (!asksForAddress(seen) || PRIVATE_RELAY.test(seen.name)) continue;
    if (seen.kind === 'dns-response') {
      const verdict = seen.from === RESPONDER && !seen.truncated ? dnsVerdict(seen) : 'empty';
      const mayBeAnswered = verdict === 'empty' && seen.cut && seen.code === 0;
      if (verdict === 'answered' || mayBeAnswered || isInside(verdict, servicesOf(seen.name)))
        resolved(seen.name, seen.at);
      else if (verdict !== 'empty' && isDocumented(seen.name))
        failed.push({ name: seen.name, type: seen.type, at: seen.at, failure: verdict });
    } else if (seen.from === ORIGINATOR && !isAnswered(seen, flow) && isDocumented(seen.name)) {
      // What came may be the address: it excuses what failed beside it.
      if (unheard) resolved(seen.name, seen.at);
      else failed.push({ name: seen.name, type: seen.type, at: seen.at, failure: undefined });
    }
  }
  return failed;
}

/** Queries for one of these names. */
export function queriesFor(flow: FlowFacts, names: ReadonlySet<string>): number {
  return flow.observations.filter((seen) => seen.kind === 'dns-query' && names.has(seen.name)).length;
}

/** A host that the site declares its own may well have a private address. */
function isInside(verdict: DnsVerdict, services: readonly EndpointMatch[]): boolean {
  return typeof verdict === 'object' && verdict.outcome === 'private-address' && services[0]?.by === 'role';
}

function asksForAddress(seen: Observation): seen is DnsQueryObservation | DnsResponseObservation {
  if (seen.kind !== 'dns-query' && seen.kind !== 'dns-response') return false;
  return !seen.multicast && (seen.type === DNS_TYPE.A || seen.type === DNS_TYPE.AAAA);
}

/** Packets came back that could not be read, or more answers than are kept. */
function mayMissAnswers({ observations, omitted, packets, transport }: FlowFacts): boolean {
  if (omitted?.has('dns-response')) return true;
  const answers = observations.filter((seen) => seen.kind === 'dns-response').length;
  return transport === 'tcp' ? answers === 0 && packets[RESPONDER] > 0 : answers < packets[RESPONDER];
}

function isAnswered(query: DnsQueryObservation, { observations }: FlowFacts): boolean {
  return observations.some(
    (seen) =>
      seen.kind === 'dns-response' && seen.id === query.id && seen.type === query.type && seen.name === query.name,
  );
}
