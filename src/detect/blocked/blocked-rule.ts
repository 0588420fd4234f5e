/** What the rules on failing flows share: which flows count, which are excused, and how they become findings. */
import { RecentMap } from '../../bytes/recent-map.ts';
import { isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { withinLimits } from '../capture-limits.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { type Conclusion, draftOf, idsOf, listOf } from '../draft.ts';
import { type FirstFailure, lastTry } from '../failure/first-failure.ts';
import { unansweredSilence } from '../failure/idle-end.ts';
import { RULES, type Rule } from '../rules.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import type { HelloSizes } from '../survey/hello-sizes.ts';
import type { Opener } from '../survey/hosting.ts';
import type { Liveness, Span } from '../survey/liveness.ts';
import { isOpenedByNodes } from '../survey/nodes.ts';
import { type Proxies, targetOf } from '../survey/proxies.ts';
import { fallbackKey } from '../survey/push-fallback.ts';
import type { Servers } from '../survey/servers.ts';
import { hostOf, type Successes } from '../survey/successes.ts';
import type { Survey } from '../survey/survey.ts';
import { BEHIND_SUCCESS, type FailedRun, lostRaces } from './lost-races.ts';
import { type Outage, outageOf } from './outage.ts';
import type { Circumstances } from './parameters.ts';

/** Pairs of client and server remembered of which a device speaks by ICMP. */
const MAX_EXPLAINED = 10_000;

/** What is kept of every flow that failed. */
export interface FailedAttempt extends FailedRun, Doubtful {
  readonly server: string;
  /** Ids of the rows that the flow should have reached. */
  readonly services: readonly string[];
  readonly fallback: string | undefined;
  readonly opener: Opener;
  /** The silence of a flow that worked and behind which nobody answers; undefined for all others. */
  readonly silence: Span | undefined;
  /** What a proxy was asked for (`targetOf`); undefined where the flow leads to none. */
  readonly target: string | undefined;
}

/** The flows of one cause, with what the rest of the capture says of them. */
export interface FailedGroup {
  readonly signs: readonly Sign<FailedAttempt>[];
  /** Facts of the flows kept as exhibits, by flow id; not empty. */
  readonly flows: readonly FlowFacts[];
  readonly servers: Servers;
  readonly successes: Successes;
  /** ClientHellos that got through. */
  readonly sizes: HelloSizes;
  readonly proxies: Proxies;
  readonly liveness: Liveness;
  readonly capture: CaptureFacts;
  /** Somebody answered one of the clients, or a server in its own affairs: both directions were captured. */
  readonly heard: boolean;
  /** Another server accepted one of the clients. */
  readonly reachesOthers: boolean;
  /** One of the clients reached the host by another flow; not before an outage that lasts. */
  readonly works: boolean;
}

export interface BlockedRule<R extends Rule> {
  readonly rule: R;
  /** Flows with another first failure that this rule may claim as well, by what `conclude` finds beside them. */
  also?(flow: FlowFacts, failure: FirstFailure): boolean;
  /** Kept apart by more than service and host. */
  discriminator?(flow: FlowFacts): string;
  /** What gets through beside it is the fault's other half: no sign that it passes. */
  selective?(group: FailedGroup): boolean;
  /** What else was seen explains the flow away. */
  excused?(attempt: FailedAttempt, survey: Survey): boolean;
  /** The frames that show the failure. */
  frames(flow: FlowFacts): readonly FrameAt[];
  conclude(group: FailedGroup): Conclusion<R> | undefined;
}

export function blockedDetector<R extends Rule>(failure: FirstFailure, rule: BlockedRule<R>): Detector {
  return { rule: rule.rule, open: (context) => new BlockedSession(failure, rule, context) };
}

class BlockedSession<R extends Rule> implements DetectorSession {
  readonly #failure: FirstFailure;
  readonly #rule: BlockedRule<R>;
  readonly #table: CauseTable<FailedAttempt>;
  readonly #context: DetectorContext;
  /** Client and server of flows that a device forbids or cannot deliver: it does not say so for every SYN (RFC 4443 2.4 f). */
  readonly #explained: RecentMap<string, true>;

  constructor(failure: FirstFailure, rule: BlockedRule<R>, context: DetectorContext) {
    this.#failure = failure;
    this.#rule = rule;
    this.#context = context;
    this.#table = context.causes();
    this.#explained = new RecentMap(MAX_EXPLAINED, context.overflow.survey);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0) return false;
    const failure = this.#context.failureOf(flow);
    if (failure === 'icmp-prohibited' || failure === 'icmp-unreachable') this.#explain(flow);
    if (failure === undefined || !(failure === this.#failure || this.#rule.also?.(flow, failure))) return false;
    const services = documentedServices(flow);
    if (services.length === 0) return false;
    const cause = causeOf(flow, this.#context.documents, this.#rule.discriminator?.(flow));
    return this.#table.keep(cause, flow, this.#rule.frames(flow), {
      client: flow.originator.address,
      host: hostOf(flow),
      time: flow.first.time,
      until: lastTry(flow),
      failure,
      server: flow.responder.address,
      services: idsOf(services),
      doubt: this.#context.documents.doubtOf(flow, services[0]),
      fallback: fallbackKey(flow),
      opener: { address: flow.originator.address, role: flow.originatorRole },
      silence: failure === 'idle-killed' ? unansweredSilence(flow) : undefined,
      target: isProxied(flow) ? targetOf(flow) : undefined,
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return this.#table.drafts((cause, signs) => this.#draft(cause, signs, capture));
  }

  #draft(cause: string, all: readonly Sign<FailedAttempt>[], capture: CaptureFacts): FindingDraft | undefined {
    const lost = lostRaces(all, this.#context.survey.successes);
    const signs = all.filter(({ detail }) => !lost.has(detail) && !this.#isExcused(detail, capture));
    const outage = outageOf(signs, this.#context.survey);
    const lasting = outage?.signs.some(({ exhibit }) => exhibit !== undefined) ? outage : undefined;
    const telling = lasting?.signs ?? signs;
    const conclusion = this.#weigh(telling, lasting, capture);
    if (conclusion === undefined) return undefined;
    const draft = draftOf(this.#rule.rule, cause, signs, conclusion);
    // Flows that failed before it count, and tell nothing more of it.
    const exhibits = telling.flatMap(({ exhibit }) => exhibit ?? []);
    return lasting === undefined ? draft : { ...draft, exhibits, lasts: true };
  }

  /** `outage`: what these flows are. */
  #weigh(
    signs: readonly Sign<FailedAttempt>[],
    outage: Outage<FailedAttempt> | undefined,
    capture: CaptureFacts,
  ): Conclusion<R> | undefined {
    const flows = signs.flatMap((sign) => sign.exhibit?.flow ?? []);
    if (flows.length === 0) return undefined;
    const group = this.#group(signs, flows, outage, capture);
    const conclusion = this.#rule.conclude(group);
    if (conclusion === undefined) return undefined;
    const selective = this.#rule.selective?.(group) === true;
    const parameters = { ...conclusion.parameters, ...this.#circumstances(signs, flows[0], outage, selective) };
    const passes =
      !selective && outage === undefined && signs.every(({ detail }) => this.#context.survey.successes.any(detail));
    const weighed = limited<R>({ ...conclusion, parameters }, signs, capture);
    return passes ? eased<R>(this.#rule.rule, weighed) : weighed;
  }

  #circumstances(
    signs: readonly Sign<FailedAttempt>[],
    flow: FlowFacts,
    outage: Outage<FailedAttempt> | undefined,
    selective: boolean,
  ): Circumstances {
    const { nodes, reached, hosting } = this.#context.survey;
    const rows = documentedServices(flow).map(({ row }) => row);
    const failing = new Set(signs.map(({ detail }) => detail.client));
    const working = rows.some(isOpenedByNodes) ? nodes.reaching(hostOf(flow), failing) : [];
    // A flow that worked until it was cut is itself among the successes; and many hosts are behind a proxy.
    const comparable = !BEHIND_SUCCESS.has(signs[0].detail.failure) && !isProxied(flow);
    const others = comparable && working.length === 0 ? reached.byOthers(flow, failing) : [];
    const atTimes = comparable && !selective && outage === undefined ? reached.byThese(flow, failing) : [];
    const place = rows.some(({ conditions }) => conditions !== undefined)
      ? hosting.of(signs[0].detail.opener)
      : undefined;
    return {
      ...(working.length === 0 ? {} : { workingNodes: working }),
      ...(others.length === 0 ? {} : { reachedBy: others }),
      ...(atTimes.length === 0 ? {} : { reachedAtTimes: atTimes }),
      ...(outage === undefined ? {} : circumstancesOf(outage)),
      ...(place === undefined ? {} : { hosting: place }),
    };
  }

  /** A first port whose fallback serves the client, or silence where a rule spoke up before or later. */
  #isExcused(attempt: FailedAttempt, { unreadErrors }: CaptureFacts): boolean {
    if (this.#failure === 'syn-unanswered') {
      const isExplained = this.#explained.has(`${attempt.client} ${attempt.server}`);
      if (isExplained || unreadErrors.has(attempt.client)) return true;
    }
    const { survey } = this.#context;
    return survey.fallback.of(attempt.fallback) !== undefined || this.#rule.excused?.(attempt, survey) === true;
  }

  #explain(flow: FlowFacts): void {
    this.#explained.set(`${flow.originator.address} ${flow.responder.address}`, true);
  }

  #group(
    signs: readonly Sign<FailedAttempt>[],
    flows: readonly FlowFacts[],
    outage: Outage<FailedAttempt> | undefined,
    capture: CaptureFacts,
  ): FailedGroup {
    const { servers, successes, sizes, proxies, liveness } = this.#context.survey;
    return {
      successes,
      sizes,
      signs,
      flows,
      servers,
      proxies,
      liveness,
      capture,
      heard: signs.some(({ detail }) => servers.heard(detail.client) || servers.heard(detail.server)),
      reachesOthers: signs.some(({ detail }) => servers.reachesOthers(detail.client, detail.server)),
      works: outage === undefined && signs.some(({ detail }) => successes.any(detail)),
    };
  }
}

function circumstancesOf({ clients, failed, seconds }: Outage<FailedAttempt>): Circumstances {
  return { reachedBefore: listOf(clients), failedSince: failed, failingSeconds: seconds };
}

/** Every client has the host in another way, or had it at another time: however sure the fault is, it is at most a warning. */
function eased<R extends Rule>(rule: R, conclusion: Conclusion<R>): Conclusion<R> {
  return (conclusion.severity ?? RULES[rule]) === 'error' ? { ...conclusion, severity: 'warning' } : conclusion;
}

/** Where packets or a direction are missing, or the service is a guess, nothing is sure. */
function limited<R extends Rule>(
  conclusion: Conclusion<R>,
  signs: readonly Sign<FailedAttempt>[],
  capture: CaptureFacts,
): Conclusion<R> {
  const confidence = withinLimits(conclusion.confidence, capture);
  const details = signs.map(({ detail }) => detail);
  return { ...conclusion, ...asSureAsService(confidence, details) };
}
