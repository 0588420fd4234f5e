/** The client of a public host refuses what answered, as one does that pins its certificate. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { alertName, tlsVersionName } from '../../wire/tls-names.ts';
import { missesPackets } from '../capture-limits.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOfEach, listOf } from '../draft.ts';
import { weighedNames } from '../evidence.ts';
import { refusalSignals, type Surroundings, sureOf } from './refusal-signals.ts';
import { type Refused, refusedOf } from './refused.ts';

export const clientRejected: Detector = {
  rule: 'inspection/client-rejected',
  open: (context) => new ClientRejectedSession(context),
};

interface Placed extends Refused {
  /** The host as successes are counted: all couriers are one. */
  readonly place: string;
}

class ClientRejectedSession implements DetectorSession {
  readonly #table: CauseTable<Placed>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const refused = refusedOf(flow);
    if (refused === undefined) return false;
    const place = this.#context.survey.handshakes.placeOf(flow);
    const cause = causeOf(flow, this.#context.documents);
    return this.#table.keep(cause, flow, [refused.refusal.at], { ...refused, place });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return draftsOfEach('inspection/client-rejected', this.#table, (signs) => this.#conclusion(signs, capture));
  }

  #conclusion(signs: readonly Sign<Placed>[], capture: CaptureFacts) {
    const all = signs.map(({ detail }) => detail);
    const workingNames = this.#workingNames(all);
    const around = this.#surroundings(all, workingNames, capture);
    const signals = refusalSignals(all, around);
    const confidence = sureOf(signals, all, around);
    if (confidence === undefined) return undefined;
    const best = all.reduce(clearer);
    const { how, alertCode, version } = best.refusal;
    const chain = all.find((refused) => refused.chain !== undefined)?.chain;
    const parameters = {
      how,
      ...(alertCode === undefined ? {} : { alertCode, alertName: alertName(alertCode) }),
      tlsVersion: tlsVersionName(version),
      ...(chain === undefined ? {} : { issuer: chain.certificates[0].issuerText }),
      refusals: signs.length,
      successes: around.successes,
      workingNames,
      acceptedBy: this.#context.survey.handshakes.acceptedBy(all[0].place, new Set(all.map(({ client }) => client))),
      signals: weighedNames(signals),
    };
    return { confidence, parameters, verdict: 'rejected' } as const;
  }

  #surroundings(all: readonly Placed[], workingNames: readonly string[], capture: CaptureFacts): Surroundings {
    const { handshakes, issuers, answers, synAcks } = this.#context.survey;
    const clients = new Set(all.map(({ client }) => client));
    const refused = new Set(all.map(({ name }) => name));
    return {
      successes: handshakes.count(all[0].place, clients),
      selective: workingNames.length > 0,
      inspectedElsewhere: [...clients].some((client) => issuers.inspectedNames(client, refused).length > 0),
      uniform: [...clients].some((client) => synAcks.uniform(client)),
      answersOf: (name) => answers.of(name),
      lossy: missesPackets(capture),
    };
  }

  /** Names that the same clients do accept. */
  #workingNames(all: readonly Refused[]): string[] {
    const refused = new Set(all.map(({ name }) => name));
    const clients = [...new Set(all.map(({ client }) => client))];
    const names = clients.flatMap((client) => this.#context.survey.handshakes.namesOf(client));
    return listOf(names.filter((name) => !refused.has(name)).sort());
  }
}

const FORMS = ['alert', 'encrypted-alert', 'closed'] as const;
/** Handshake failure, expired (perhaps by the client's clock) and internal error: the alerts that say least. */
const VAGUE: ReadonlySet<number | undefined> = new Set([40, 45, 80]);

function clearer<One extends Refused>(one: One, other: One): One {
  return rank(other) < rank(one) ? other : one;
}

function rank({ refusal: { how, alertCode } }: Refused): number {
  return FORMS.indexOf(how) * 2 + (how === 'alert' && !VAGUE.has(alertCode) ? 0 : 1);
}
