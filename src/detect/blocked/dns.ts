/** Documented names that do not resolve, or resolve to somebody else. An answer to the same client clears them. */
import { RecentMap } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { missesDirection, withinLimits } from '../capture-limits.ts';
import { placeOfName } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import type { Documents } from '../documented.ts';
import { draftOf, firstExhibit, idsOf, listOf, type ServiceIds } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';
import { sharedHost } from '../survey/successes.ts';
import { type FailedLookup, failedLookups, queriesFor } from './dns-lookups.ts';
import type { DnsFailure } from './dns-verdict.ts';
import { ResolvedNames } from './resolved-names.ts';

/** Resolvers remembered that answered somebody. */
export const MAX_RESOLVERS = 10_000;

/** Who goes to a host within this time of asking for its name has got an answer that the capture misses; ns. */
const VISIT = 10e9;

export const dns: Detector = { rule: 'blocked/dns', hearsAll: true, open: (context) => new DnsSession(context) };

/** What one flow shows of a cause. */
interface FailedFlow extends ServiceIds {
  readonly client: string;
  readonly resolver: string;
  readonly lookups: readonly FailedLookup[];
  readonly queries: number;
  /** ns. */
  readonly watchedUntil: number;
  /** A server that the customer may well run under the same name inside. */
  readonly tenant: boolean;
  /** Where the names of the cause stand for one another. */
  readonly host: string | undefined;
}

class DnsSession implements DetectorSession {
  readonly #table: CauseTable<FailedFlow>;
  readonly #context: DetectorContext;
  readonly #resolved: ResolvedNames;
  /** Resolvers that answered somebody. */
  readonly #answering: RecentMap<string, true>;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
    this.#resolved = new ResolvedNames(context.overflow.survey, context.live);
    this.#answering = new RecentMap(MAX_RESOLVERS, context.overflow.survey);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.protocol !== 'dns') return false;
    const failed = failedLookups(flow, this.#context.documents, (name, at) => this.#resolve(flow, name, at));
    return failed.length > 0 && this.#keep(flow, failed);
  }

  #resolve({ originator, responder }: FlowFacts, name: string, at: FrameAt): void {
    if (this.#context.documents.servicesOfName(name).length > 0) this.#resolved.note(originator.address, name, at);
    this.#answering.set(responder.address, true);
  }

  /** Names of one pattern are one cause. */
  #keep(flow: FlowFacts, failed: readonly FailedLookup[]): boolean {
    const client = flow.originator.address;
    const resolver = flow.responder.address;
    let kept = false;
    for (const [cause, lookups] of byCause(flow, failed, this.#context.documents)) {
      const names = new Set(lookups.map(({ name }) => name));
      const services = [...names].flatMap((name) => this.#context.documents.servicesOfName(name, flow.originatorRole));
      const { row } = services[0];
      const detail = {
        client,
        resolver,
        lookups,
        queries: queriesFor(flow, names),
        watchedUntil: flow.watchedUntil,
        tenant: row.to === 'jamf-pro',
        host: sharedHost(row),
        services: idsOf(services),
      };
      const frames = lookups.map(({ at }) => at);
      if (this.#table.keep(cause, flow, frames, detail)) kept = true;
    }
    return kept;
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return this.#table.drafts((cause, signs) => this.#draft(cause, signs, capture));
  }

  #draft(cause: string, all: readonly Sign<FailedFlow>[], capture: CaptureFacts): FindingDraft | undefined {
    const cleared = this.#cleared(all, capture);
    const signs = all.filter(({ detail }) => detail.lookups.some((lookup) => !cleared.has(lookup)));
    if (firstExhibit(signs) === undefined) return undefined;
    const lookups = signs.flatMap(({ detail }) => detail.lookups.filter((lookup) => !cleared.has(lookup)));
    const failure = lookups.find((lookup) => lookup.failure !== undefined)?.failure;
    const count = repetitions(signs);
    // Who gets no answer asks again: a query that stands alone was answered, or its answer was lost in the recording.
    if (failure === undefined && (missesDirection(capture) || count < 2)) return undefined;
    const confidence =
      failure === undefined
        ? this.#silence(signs, count, capture)
        : this.#confidence(failure, signs[0].detail, lookups, count);
    const reached = this.#reached(signs, cleared);
    const { queries, ...inVain } = mostAsked(signs, cleared);
    const parameters = {
      names: listOf(lookups.map(({ name }) => name)),
      server: signs[0].detail.resolver,
      outcome: failure?.outcome ?? 'no-answer',
      answers: listOf(failure?.answers ?? []),
      ...(failure?.extendedError === undefined ? {} : { extendedError: failure.extendedError }),
      ...(failure?.product === undefined ? {} : { product: failure.product }),
      queries,
      ...(failure === undefined ? inVain : {}),
      reached,
    } satisfies RuleParameters['blocked/dns'];
    return draftOf('blocked/dns', cause, signs, {
      confidence,
      ...(reached ? { severity: 'warning' } : {}),
      parameters,
    });
  }

  /** Every client got to every host all the same, and later: it has the address from elsewhere, such as encrypted DNS. */
  #reached(signs: readonly Sign<FailedFlow>[], cleared: ReadonlySet<FailedLookup>): boolean {
    const { successes } = this.#context.survey;
    return signs.every(({ detail: { client, host, lookups } }) =>
      lookups.every(
        (lookup) => cleared.has(lookup) || successes.after({ client, host: host ?? lookup.name }, lookup.at.time),
      ),
    );
  }

  /** An address came instead; or a private one that the client went on to use is the site's own. */
  #cleared(signs: readonly Sign<FailedFlow>[], capture: CaptureFacts): ReadonlySet<FailedLookup> {
    const cleared = new Set<FailedLookup>();
    for (const { client, host, services, name, lookups } of byClientAndName(signs)) {
      const times = this.#resolved.cleared(
        client,
        name,
        lookups.map(({ at }) => at.time),
      );
      const visited = ({ at }: FailedLookup) =>
        services.some((id) => this.#context.survey.visits.between(id, client, at.time, at.time + VISIT));
      const inUse = this.#context.survey.successes.any({ client, host: host ?? name });
      for (const lookup of lookups) {
        const { failure } = lookup;
        const isInUse =
          failure?.outcome === 'private-address' && (inUse || (missesDirection(capture) && visited(lookup)));
        const wasAnswered = failure === undefined && visited(lookup);
        if (times.has(lookup.at.time) || isInUse || wasAnswered) cleared.add(lookup);
      }
    }
    return cleared;
  }

  #silence(signs: readonly Sign<FailedFlow>[], count: number, capture: CaptureFacts): Confidence {
    const heard = signs.some(({ detail }) => this.#context.survey.servers.heard(detail.client));
    return withinLimits(count > 1 && heard ? 'strong' : 'moderate', capture);
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
        return privateAddress(failure, flow);
      case 'servfail':
        return count > 1 && this.#answering.has(flow.resolver) ? 'strong' : 'moderate';
      default:
        return count > 1 ? 'strong' : 'moderate';
    }
  }
}

/** Carrier-grade NAT addresses stand for names on networks with zero-trust agents, private ones for a tenant's own host inside. */
function privateAddress({ range }: DnsFailure, { tenant }: FailedFlow): Confidence {
  if (range?.name === 'loopback') return 'strong';
  return tenant || range?.name === 'shared' ? 'moderate' : 'strong';
}

interface Asked extends ServiceIds {
  readonly client: string;
  readonly host: string | undefined;
  readonly name: string;
  readonly lookups: FailedLookup[];
}

function byClientAndName(signs: readonly Sign<FailedFlow>[]): Iterable<Asked> {
  const asked = new Map<string, Asked>();
  for (const { detail } of signs) {
    const { client, host, services } = detail;
    for (const lookup of detail.lookups) {
      const key = `${client} ${lookup.name}`;
      const known = asked.get(key);
      if (known === undefined) asked.set(key, { client, host, services, name: lookup.name, lookups: [lookup] });
      else known.lookups.push(lookup);
    }
  }
  return asked.values();
}

function byCause(flow: FlowFacts, failed: readonly FailedLookup[], documents: Documents): Map<string, FailedLookup[]> {
  const causes = new Map<string, FailedLookup[]>();
  for (const lookup of failed) {
    const cause = `${placeOfName(lookup.name, documents)} ${flow.responder.address}`;
    const lookups = causes.get(cause);
    if (lookups === undefined) causes.set(cause, [lookup]);
    else lookups.push(lookup);
  }
  return causes;
}

/** How often one client failed with one name and type at most: A and AAAA of one look-up are no repetition. */
function repetitions(signs: readonly Sign<FailedFlow>[]): number {
  const counts = new Map<string, number>();
  let most = 0;
  for (const { detail } of signs) {
    for (const { name, type } of detail.lookups) {
      const key = `${detail.client} ${name} ${type}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      most = Math.max(most, count);
    }
  }
  return most;
}

interface Asking {
  queries: number;
  /** ns of the first and the last look-up that is not cleared, and to which the flows were watched. */
  first: number;
  last: number;
  until: number;
}

/** The client that asked most often. */
function mostAsked(signs: readonly Sign<FailedFlow>[], cleared: ReadonlySet<FailedLookup>) {
  const clients = new Map<string, Asking>();
  for (const { detail } of signs) {
    const asking = clients.get(detail.client) ?? { queries: 0, first: Number.POSITIVE_INFINITY, last: 0, until: 0 };
    asking.queries += detail.queries;
    asking.until = Math.max(asking.until, detail.watchedUntil);
    for (const lookup of detail.lookups) {
      if (cleared.has(lookup)) continue;
      asking.first = Math.min(asking.first, lookup.at.time);
      asking.last = Math.max(asking.last, lookup.at.time);
    }
    clients.set(detail.client, asking);
  }
  const { queries, first, last, until } = [...clients.values()].reduce((one, other) =>
    other.queries > one.queries ? other : one,
  );
  return { queries, triedSeconds: (last - first) / 1e9, waitedSeconds: (until - last) / 1e9 };
}
