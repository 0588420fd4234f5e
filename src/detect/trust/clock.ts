/** A valid certificate is called expired, or not yet valid: the clock of the client is wrong. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { alertName, tlsVersionName } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { type Conclusion, draftsOf, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { type Signal, weigh } from '../evidence.ts';
import { isAnsweredInBetween } from '../issuer/answered-in-between.ts';
import { serverChain } from '../server-chain.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { causeOfRefusal, type Refused } from './cause-of-refusal.ts';
import { departureOf } from './departure.ts';
import { isOwnServer } from './own-server.ts';
import { shown } from './validity.ts';

export const clock: Detector = { rule: 'trust/clock', open: (context) => new ClockSession(context) };

interface Misjudged extends ServiceIds, Refused, Doubtful {
  readonly place: string;
  readonly name: string | undefined;
}

class ClockSession implements DetectorSession {
  readonly #table: CauseTable<Misjudged>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const departure = flow.services.length === 0 ? undefined : departureOf(flow);
    if (departure === undefined) return false;
    const chain = serverChain(flow);
    // On public hosts a certificate that nobody can read may be that of an inspecting device.
    if (chain === undefined ? !isOwnServer(flow) : isAnsweredInBetween(flow, chain)) return false;
    const { documents, survey } = this.#context;
    return this.#table.keep(causeOf(flow, documents), flow, [departure.at], {
      client: flow.originator.address,
      departure,
      chain,
      place: survey.handshakes.placeOf(flow),
      name: flow.serverName,
      doubt: documents.doubtOf(flow, flow.services[0]),
      services: idsOf(flow.services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    const causes = [...this.#table.causes()].map(([cause, signs]) => {
      return [cause, signs.filter(({ detail }) => this.#ahead(detail, capture) !== undefined)] as const;
    });
    const all = causes.flatMap(([, signs]) => signs.map(({ detail }) => detail));
    return draftsOf('trust/clock', causes, (signs) => this.#conclusion(signs, all, capture));
  }

  #conclusion(
    signs: readonly Sign<Misjudged>[],
    all: readonly Misjudged[],
    capture: CaptureFacts,
  ): Conclusion<'trust/clock'> | undefined {
    const details = signs.map(({ detail }) => detail);
    const aheads = details.flatMap((detail) => this.#ahead(detail, capture)?.ahead ?? []);
    const clients = new Set(details.map(({ client }) => client));
    const acceptedBy = this.#context.survey.handshakes.acceptedBy(details[0].place, clients);
    const alike = namesBeside(details, all, clients);
    const signals: Signal[] = [{ name: 'valid', strength: 'moderate' }];
    if (aheads.length > 0) signals.push({ name: 'told', strength: 'strong' });
    if (acceptedBy.length > 0) signals.push({ name: 'accepted', strength: 'moderate' });
    if (alike.length > 0) signals.push({ name: 'alike', strength: 'moderate' });
    const weight = weigh(signals)!;
    const best = details.find(({ departure }) => departure.how === 'alert') ?? details[0];
    const { how, alertCode, version } = best.departure;
    const parameters = {
      ...(best.chain === undefined ? {} : shown(best.chain.certificates[0])),
      how,
      ...(alertCode === undefined ? {} : { alertCode, alertName: alertName(alertCode) }),
      tlsVersion: tlsVersionName(version),
      ...(aheads.length === 0 ? {} : { aheadSeconds: Math.round(aheads[0] / 1000) }),
      refusals: signs.length,
      acceptedBy,
      alike,
    };
    return { ...asSureAsService(weight, details), parameters };
  }

  /** `undefined`: the clock is not to blame. */
  #ahead(detail: Misjudged, capture: CaptureFacts): { readonly ahead: number | undefined } | undefined {
    const cause = causeOfRefusal(detail, this.#context.survey.clocks, capture);
    return cause.rule === 'clock' ? cause : undefined;
  }
}

/** Servers of other authorities of which the same clients say the same: not all of them fail at once. */
function namesBeside(
  details: readonly Misjudged[],
  all: readonly Misjudged[],
  clients: ReadonlySet<string>,
): readonly string[] {
  const issuers = new Set(details.map(issuerOf));
  const beside = all.filter((detail) => clients.has(detail.client) && !issuers.has(issuerOf(detail)));
  return listOf(beside.flatMap(({ name }) => name ?? []).sort());
}

function issuerOf({ chain }: Misjudged): string {
  return chain?.certificates[0].issuerText ?? '';
}
