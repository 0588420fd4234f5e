/** Push reaches APNs on 443 only: 5223 fails for a client, in whatever way, and its fallback works. Apple 102266. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { draftOf, firstExhibit, idsOf } from '../draft.ts';
import { type FirstFailure, firstFailure, lastTry } from '../failure/first-failure.ts';
import type { WebFailure } from '../failure/web-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { fallbackKey } from '../survey/push-fallback.ts';
import { hostOf } from '../survey/successes.ts';
import { type FailedRun, lostRaces } from './lost-races.ts';

const HOW = {
  'syn-unanswered': 'unanswered',
  'syn-reset': 'reset',
  'icmp-prohibited': 'prohibited',
  'icmp-unreachable': 'unreachable',
  'return-path': 'unanswered',
  'mtu-black-hole': 'tls',
  'later-data-lost': 'tls',
  'handshake-silence': 'no-data',
  'handshake-reset': 'no-data',
  'client-hello-dropped': 'tls',
  'client-hello-silence': 'tls',
  'client-hello-reset': 'tls',
  'idle-killed': 'tls',
  'reset-after-data': 'tls',
} as const satisfies Record<PortFailure, RuleParameters['blocked/apns-fallback']['how']>;

/** A proxy that says no, or the page of a filter, is about more than this port. */
type PortFailure = Exclude<FirstFailure, WebFailure>;

export const apnsFallback: Detector = {
  rule: 'blocked/apns-fallback',
  open: (context) => new ApnsFallbackSession(context),
};

interface FailedPush extends FailedRun {
  readonly fallback: string;
  readonly services: readonly string[];
}

class ApnsFallbackSession implements DetectorSession {
  readonly #table: CauseTable<FailedPush>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const fallback = fallbackKey(flow);
    const failure = fallback === undefined ? undefined : this.#context.failureOf(flow);
    if (fallback === undefined || failure === undefined || !isOfPort(failure)) return false;
    const services = documentedServices(flow);
    if (services.length === 0) return false;
    return this.#table.keep(causeOf(flow, this.#context.documents), flow, framesOf(flow), {
      client: flow.originator.address,
      host: hostOf(flow),
      time: flow.first.time,
      until: lastTry(flow),
      failure,
      fallback,
      services: idsOf(services),
    });
  }

  conclude(): readonly FindingDraft[] {
    return this.#table.drafts((cause, signs) => this.#draft(cause, signs));
  }

  #draft(cause: string, all: readonly Sign<FailedPush>[]): FindingDraft | undefined {
    const { successes, fallback } = this.#context.survey;
    const lost = lostRaces(all, successes);
    const signs = all.filter(({ detail }) => fallback.of(detail.fallback) !== undefined && !lost.has(detail));
    const flow = firstExhibit(signs);
    if (flow === undefined) return undefined;
    const parameters = {
      blockedPort: flow.responder.port,
      workingPort: flow.services[0].row.fallback!.to,
      how: HOW[firstFailure(flow) as PortFailure],
    } satisfies RuleParameters['blocked/apns-fallback'];
    const works = fallback.of(signs[0].detail.fallback)!;
    return draftOf('blocked/apns-fallback', cause, signs, { confidence: 'strong', parameters, frames: [works] });
  }
}

function isOfPort(failure: FirstFailure): failure is PortFailure {
  return failure in HOW;
}

/** The first frames of the flow and what came back. */
function framesOf(flow: FlowFacts): FrameAt[] {
  const { syns, resets } = flow.tcp ?? { syns: [flow.first], resets: [] };
  return [...syns, ...resets.map((reset) => reset.at), ...flow.icmp.map((error) => error.at)];
}
