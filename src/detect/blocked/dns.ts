/** Documented names that do not resolve, or resolve to somebody else (blocking.md 3.4). An answer to the same client clears them. */
import type { EndpointMatch } from '../../catalogue/match.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { CauseTable, type Sign } from '../cause-table.ts';
import type { CaptureFacts, Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { servicesOfName } from '../documented.ts';
import { draftOf, listOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';
import { Servers } from '../servers.ts';
import { Successes } from '../successes.ts';
import { type FailedLookup, failedLookups, queriesFor } from './dns-lookups.ts';
import type { DnsFailure } from './dns-verdict.ts';

/** Pairs of client and name that got an address. */
export const MAX_RESOLVED = 50_000;

/** Silence counts after this time, ns, or after a second query. */
const SILENCE = 3e9;
/** A and AAAA, or two resolvers, are asked side by side: an address that came so shortly before counts as well. */
const SIDE_BY_SIDE = 5e9;

export const dns: Detector = { rule: 'blocked/dns', open: () => new DnsSession() };

/** What one flow shows of a cause. */
interface FailedFlow {
  readonly client: string;
  readonly resolver: string;
  readonly lookups: readonly FailedLookup[];
  readonly queries: number;
  readonly services: readonly EndpointMatch[];
}

class DnsSession implements DetectorSession {
  readonly #table = new CauseTable<FailedFlow>();
  readonly #servers = new Servers();
  readonly #successes = new Successes();
  /** Client and name -> ns of the last answer. */
  readonly #resolved = new Map<string, number>();
  /** Resolvers that answered somebody. */
  readonly #answering = new Set<string>();

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    this.#servers.note(flow);
    if (flow.services.length > 0) this.#successes.note(flow);
    if (flow.protocol !== 'dns') return false;
    const failed = failedLookups(flow, (name, time) => this.#resolve(flow, name, time));
    return failed.length > 0 && this.#keep(flow, failed);
  }

  #resolve(flow: FlowFacts, name: string, time: number): void {
    const key = `${flow.originator.address} ${name}`;
    if (!this.#resolved.has(key) && this.#resolved.size >= MAX_RESOLVED) return;
    this.#resolved.set(key, Math.max(time, this.#resolved.get(key) ?? 0));
    if (this.#answering.size < MAX_RESOLVED) this.#answering.add(flow.responder.address);
  }

  /** Names of one pattern are one cause. */
  #keep(flow: FlowFacts, failed: readonly FailedLookup[]): boolean {
    const client = flow.originator.address;
    const resolver = flow.responder.address;
    let kept = false;
    for (const [cause, lookups] of byCause(flow, failed)) {
      const names = new Set(lookups.map(({ name }) => name));
      const services = [...names].flatMap((name) => servicesOfName(name, flow.originatorRole));
      const detail = { client, resolver, lookups, queries: queriesFor(flow, names), services };
      if (
        this.#table.keep(
          cause,
          flow,
          lookups.map(({ at }) => at),
          detail,
        )
      )
        kept = true;
    }
    return kept;
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return [...this.#table.causes()].flatMap(([cause, signs]) => this.#draft(cause, signs, capture) ?? []);
  }

  #draft(cause: string, all: readonly Sign<FailedFlow>[], capture: CaptureFacts): FindingDraft | undefined {
    const signs = all.filter(({ detail }) => detail.lookups.some((lookup) => this.#stands(detail, lookup)));
    if (signs.every((sign) => sign.exhibit === undefined)) return undefined;
    const lookups = signs.flatMap(({ detail }) => detail.lookups.filter((lookup) => this.#stands(detail, lookup)));
    const failure = lookups.find((lookup) => lookup.failure !== undefined)?.failure;
    const count = repetitions(signs);
    if (failure === undefined) {
      if (capture.limits.has('one-sided') || (count < 2 && lookups.every(({ waited }) => waited < SILENCE)))
        return undefined;
    }
    const confidence =
      failure === undefined ? this.#silence(signs, count) : this.#confidence(failure, signs[0].detail, lookups, count);
    const parameters = {
      names: listOf(lookups.map(({ name }) => name)),
      server: signs[0].detail.resolver,
      outcome: failure?.outcome ?? 'no-answer',
      answers: listOf(failure?.answers ?? []),
      ...(failure?.extendedError === undefined ? {} : { extendedError: failure.extendedError }),
      ...(failure?.product === undefined ? {} : { product: failure.product }),
      queries: Math.max(...totals(signs).values()),
    } satisfies RuleParameters['blocked/dns'];
    const services = [...new Set(signs.flatMap(({ detail }) => detail.services.map(({ row }) => row.id)))];
    return draftOf('blocked/dns', cause, signs, services, { confidence, parameters });
  }

  /** The client got no address for the name then or later; a private one that it went on to use is the site's own. */
  #stands({ client }: FailedFlow, { name, at, failure }: FailedLookup): boolean {
    const resolved = this.#resolved.get(`${client} ${name}`);
    if (resolved !== undefined && resolved >= at.time - SIDE_BY_SIDE) return false;
    return failure?.outcome !== 'private-address' || !this.#successes.any({ client, host: name });
  }

  #silence(signs: readonly Sign<FailedFlow>[], count: number): Confidence {
    return count > 1 && signs.every(({ detail }) => this.#servers.heard(detail.client)) ? 'strong' : 'moderate';
  }

  #confidence(failure: DnsFailure, flow: FailedFlow, lookups: readonly FailedLookup[], count: number): Confidence {
    switch (failure.outcome) {
      case 'extended-error':
      case 'sinkhole':
      case 'unspecified-address':
        return 'conclusive';
      case 'block-page': {
        // An address that a parking host has reused needs a second sign: another name that leads there.
        const parked = failure.range?.name === 'fortiguard-block-page';
        return parked ? (new Set(lookups.map(({ name }) => name)).size > 1 ? 'strong' : 'moderate') : 'conclusive';
      }
      case 'private-address':
        return isTenant(flow) && failure.range?.name !== 'loopback' ? 'moderate' : 'strong';
      case 'servfail':
        return count > 1 && this.#answering.has(flow.resolver) ? 'strong' : 'moderate';
      default:
        return count > 1 ? 'strong' : 'moderate';
    }
  }
}

function byCause(flow: FlowFacts, failed: readonly FailedLookup[]): Map<string, FailedLookup[]> {
  const causes = new Map<string, FailedLookup[]>();
  for (const lookup of failed) {
    const cause = causeOf(lookup.name, flow);
    const lookups = causes.get(cause);
    if (lookups === undefined) causes.set(cause, [lookup]);
    else lookups.push(lookup);
  }
  return causes;
}

function causeOf(name: string, flow: FlowFacts): string {
  const [{ row, host }] = servicesOfName(name, flow.originatorRole);
  return `${row.id} ${host?.name ?? name} ${flow.responder.address}`;
}

/** A server that the customer may well run under the same name inside. */
function isTenant({ services }: FailedFlow): boolean {
  return services[0].row.to === 'jamf-pro';
}

/** How often one client failed with one name and type at most: A and AAAA of one look-up are no repetition. */
function repetitions(signs: readonly Sign<FailedFlow>[]): number {
  const counts = new Map<string, number>();
  for (const { detail } of signs) {
    for (const { name, type } of detail.lookups) {
      const key = `${detail.client} ${name} ${type}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return Math.max(...counts.values());
}

/** Queries by client. */
function totals(signs: readonly Sign<FailedFlow>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { detail } of signs) counts.set(detail.client, (counts.get(detail.client) ?? 0) + detail.queries);
  return counts;
}
