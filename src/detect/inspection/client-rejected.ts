/** The client of a public host refuses what answered, as one does that pins its certificate. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { alertName, tlsVersionName } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import { CauseTable, type Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftOf, firstExhibit, idsOf, listOf, type ServiceIds } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';
import { type Refusal, refusalOf } from '../refusal.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { judgement } from './foreign-issuer.ts';

/** So often, and never with success, a client refuses for a reason. */
const REPEATED = 3;
/** Alerts that name the certificate. 45, expired, may be the client's clock; 40 and 80 may be anything. */
const CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 46, 48, 49, 113]);
const CERTIFICATE_EXPIRED = 45;

export const clientRejected: Detector = {
  rule: 'inspection/client-rejected',
  open: (context) => new ClientRejectedSession(context),
};

interface Refused extends ServiceIds {
  readonly client: string;
  readonly place: string;
  readonly name: string;
  readonly refusal: Refusal;
  readonly chain: ServerChain | undefined;
}

/** What speaks for a reason that lies in the path. */
interface Weight {
  readonly refusals: number;
  readonly successes: number;
  readonly selective: boolean;
  /** The certificate could be read, and is not the host's. */
  readonly foreign: boolean;
}

class ClientRejectedSession implements DetectorSession {
  readonly #table: CauseTable<Refused>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    this.#context.survey.note(flow);
    const [service] = flow.services;
    const name = flow.serverName;
    if (service?.by !== 'name' || name === undefined) return false;
    const refusal = refusalOf(flow);
    const expected = refusal && expectedIssuer(name);
    if (expected === undefined) return false;
    const chain = serverChain(flow);
    // A client that refuses the genuine certificate has trouble of its own.
    if (chain !== undefined && judgement(expected, chain.certificates[0]) !== 'foreign') return false;
    return this.#table.keep(causeOf(flow, this.#context.documents), flow, [refusal!.at], {
      client: flow.originator.address,
      place: this.#context.survey.handshakes.placeOf(flow),
      name,
      refusal: refusal!,
      chain,
      services: idsOf(flow.services),
    });
  }

  conclude(): readonly FindingDraft[] {
    return [...this.#table.causes()].flatMap(([cause, signs]) => this.#draft(cause, signs) ?? []);
  }

  #draft(cause: string, signs: readonly Sign<Refused>[]): FindingDraft | undefined {
    const best = signs.map(({ detail }) => detail).reduce(clearer);
    const clients = new Set(signs.map(({ detail }) => detail.client));
    const successes = this.#context.survey.handshakes.count(best.place, clients);
    const workingNames = this.#workingNames(signs, clients);
    const chain = signs.find(({ detail }) => detail.chain !== undefined)?.detail.chain;
    const confidence = confidenceOf(best.refusal, {
      refusals: signs.length,
      successes,
      selective: workingNames.length > 0,
      foreign: chain !== undefined,
    });
    if (confidence === 'weak' || firstExhibit(signs) === undefined) return undefined;
    const { how, alertCode, version } = best.refusal;
    const parameters = {
      how,
      ...(alertCode === undefined ? {} : { alertCode, alertName: alertName(alertCode) }),
      tlsVersion: tlsVersionName(version),
      ...(chain === undefined ? {} : { issuer: chain.certificates[0].issuerText }),
      refusals: signs.length,
      successes,
      workingNames,
    } satisfies RuleParameters['inspection/client-rejected'];
    const conclusion = { confidence, parameters, verdict: 'rejected' } as const;
    return draftOf('inspection/client-rejected', cause, signs, conclusion);
  }

  /** Names that the same clients do accept. */
  #workingNames(signs: readonly Sign<Refused>[], clients: ReadonlySet<string>): string[] {
    const refused = new Set(signs.map(({ detail }) => detail.name));
    const names = [...clients].flatMap((client) => this.#context.survey.handshakes.namesOf(client));
    return listOf(names.filter((name) => !refused.has(name)).sort());
  }
}

const FORMS = ['alert', 'encrypted-alert', 'closed'] as const;

function clearer(one: Refused, other: Refused): Refused {
  return rank(other.refusal) < rank(one.refusal) ? other : one;
}

function rank({ how, alertCode }: Refusal): number {
  return FORMS.indexOf(how) * 2 + (how === 'alert' && CERTIFICATE_ALERTS.has(alertCode!) ? 0 : 1);
}

/**
 * One weak signal makes no finding. An alert that names the certificate says that the client refused it; a sealed one, or
 * one that may have other reasons, needs repetition without success; a mere close needs that and hosts that work.
 */
function confidenceOf({ how, alertCode }: Refusal, weight: Weight): Confidence {
  const { refusals, successes, selective, foreign } = weight;
  const never = successes === 0;
  const repeated = refusals >= REPEATED && never;
  if (how === 'closed') return repeated && selective ? 'moderate' : 'weak';
  if (alertCode === CERTIFICATE_EXPIRED) return foreign || repeated ? 'moderate' : 'weak';
  if (how === 'alert' && CERTIFICATE_ALERTS.has(alertCode!)) {
    return foreign || (never && (refusals > 1 || selective)) ? 'strong' : 'moderate';
  }
  if (repeated) return 'strong';
  return refusals > 1 || (never && selective) ? 'moderate' : 'weak';
}
