/** Mutual TLS: the server does not take the certificate of the client, as between Jamf Pro, Infrastructure Manager and AD CS Connector. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { alertName, tlsVersionName } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import { CERTIFICATE_ALERTS } from '../certificate-talk.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { type Conclusion, draftsOfEach, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { atMost, type Signal, weigh } from '../evidence.ts';
import { isAnsweredInBetween } from '../issuer/answered-in-between.ts';
import { serverChain } from '../server-chain.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { type ClientCertificateRefusal, clientCertificateRefusal } from './client-certificate.ts';
import { ALERT } from './departure.ts';
import type { ClientCertificateFault } from './parameters.ts';
import { shown, standingOf } from './validity.ts';

/** So often, and never with success, a server refuses for a reason. */
const REPEATED = 3;

export const clientCertificateRefused: Detector = {
  rule: 'trust/client-certificate-refused',
  open: (context) => new ClientCertificateRefusedSession(context),
};

interface Refused extends ServiceIds, Doubtful {
  readonly client: string;
  readonly place: string;
  readonly refusal: ClientCertificateRefusal;
}

class ClientCertificateRefusedSession implements DetectorSession {
  readonly #table: CauseTable<Refused>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    // The certificate for pushes has rules of its own.
    if (flow.services.length === 0 || flow.services.some(({ row }) => row.to === 'apns')) return false;
    const refusal = clientCertificateRefusal(flow);
    if (refusal === undefined) return false;
    const chain = serverChain(flow);
    if (chain !== undefined && isAnsweredInBetween(flow, chain)) return false;
    const { documents, survey } = this.#context;
    return this.#table.keep(causeOf(flow, documents), flow, [refusal.shownAt, refusal.at], {
      client: flow.originator.address,
      place: survey.handshakes.placeOf(flow),
      refusal,
      doubt: documents.doubtOf(flow, flow.services[0]),
      services: idsOf(flow.services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return draftsOfEach('trust/client-certificate-refused', this.#table, (signs) => this.#conclusion(signs, capture));
  }

  #conclusion(
    signs: readonly Sign<Refused>[],
    capture: CaptureFacts,
  ): Conclusion<'trust/client-certificate-refused'> | undefined {
    const details = signs.map(({ detail }) => detail);
    const clients = new Set(details.map(({ client }) => client));
    const { handshakes, clocks } = this.#context.survey;
    const successes = handshakes.count(details[0].place, clients);
    const signals = details.map(({ refusal }) => signalOf(refusal));
    if (signs.length >= REPEATED && successes === 0) signals.push({ name: 'repeated', strength: 'moderate' });
    const weight = weigh(signals);
    if (weight === undefined) return undefined;
    const best = details.find(({ refusal }) => refusal.how === 'alert')?.refusal ?? details[0].refusal;
    const { how, alertCode, version, chain, authorities } = best;
    const leaf = chain?.[0];
    const now = clocks.timeOf(capture, best.at.time);
    const isOver = leaf !== undefined && now !== undefined && standingOf(leaf, now) !== 'valid';
    const parameters = {
      ...(leaf === undefined ? {} : shown(leaf)),
      how,
      reason: reasonOf(best, isOver),
      ...(alertCode === undefined ? {} : { alertCode, alertName: alertName(alertCode) }),
      tlsVersion: tlsVersionName(version),
      authorities: listOf(authorities),
      refusals: signs.length,
      successes,
    };
    return { ...asSureAsService(successes === 0 ? weight : atMost(weight, 'moderate'), details), parameters };
  }
}

/** An alert that names the certificate, behind the question for it and the certificate itself, has no other meaning. */
function signalOf({ how, missing, alertCode, asked }: ClientCertificateRefusal): Signal {
  if (how === 'encrypted-alert') return { name: 'encrypted-alert', strength: 'moderate' };
  if (missing) return { name: 'missing', strength: 'strong' };
  if (!CERTIFICATE_ALERTS.has(alertCode!)) return { name: 'general-alert', strength: 'moderate' };
  return { name: 'alert', strength: asked ? 'conclusive' : 'strong' };
}

const REVOKED = 44;
const DECRYPT_ERROR = 51;

function reasonOf(
  { missing, alertCode, chain, authorities }: ClientCertificateRefusal,
  isOver: boolean,
): ClientCertificateFault {
  if (missing) return 'missing';
  if (alertCode === ALERT.expired || (isOver && alertCode !== ALERT.unknownCa)) return 'dates';
  if (alertCode === REVOKED) return 'revoked';
  if (alertCode === DECRYPT_ERROR) return 'key';
  const isAskedFor = chain?.some(({ issuerText }) => authorities.includes(issuerText)) ?? true;
  return alertCode === ALERT.unknownCa || (authorities.length > 0 && !isAskedFor) ? 'authority' : 'unknown';
}
