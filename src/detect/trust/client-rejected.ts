/**
 * The client does not trust the certificate of the server that it means to reach: on the customer's own the authority is not installed or
 * the name is another, and of a public host the client lacks the root.
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { alertName, tlsVersionName } from '../../wire/tls-names.ts';
import type { Certificate } from '../../wire/x509.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { type Conclusion, draftsOfEach, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { atMost, type Signal, weigh } from '../evidence.ts';
import { isAnsweredInBetween } from '../issuer/answered-in-between.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { causeOfRefusal, type Refused } from './cause-of-refusal.ts';
import { isFor, namesOf } from './certificate-name.ts';
import { ALERT, CERTIFICATE_ALERTS, type Departure, departureOf } from './departure.ts';
import { isGenuinePublic, isOwnServer } from './own-server.ts';
import type { DistrustReason } from './parameters.ts';
import { isSelfSigned, shown } from './validity.ts';

/** So often, and never with success, a client refuses for a reason. */
const REPEATED = 3;

export const clientRejected: Detector = {
  rule: 'trust/client-rejected',
  open: (context) => new ClientRejectedSession(context),
};

interface Distrust extends ServiceIds, Refused, Doubtful {
  readonly place: string;
  readonly name: string | undefined;
  /** The certificate could be read, and is not for the name asked for. */
  readonly otherName: boolean;
  /** Of a public host: see `parameters.ts`. */
  readonly root: string | undefined;
}

class ClientRejectedSession implements DetectorSession {
  readonly #table: CauseTable<Distrust>;
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
    if (chain !== undefined && isAnsweredInBetween(flow, chain)) return false;
    const isOwn = isOwnServer(flow);
    if (!isOwn && !refusesGenuine(flow, chain, departure)) return false;
    const root = isOwn ? undefined : rootOf(chain!);
    const otherName = chain !== undefined && asksForAnother(flow, chain.certificates[0]);
    // Who finishes the handshake and leaves may only have looked whether the server is there.
    if (departure.how === 'left' && !otherName) return false;
    const { documents, survey } = this.#context;
    return this.#table.keep(causeOf(flow, documents, root), flow, [departure.at], {
      client: flow.originator.address,
      root,
      departure,
      chain,
      place: survey.handshakes.placeOf(flow),
      name: flow.serverName,
      otherName,
      doubt: documents.doubtOf(flow, flow.services[0]),
      services: idsOf(flow.services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    const { clocks } = this.#context.survey;
    const own = ({ detail }: Sign<Distrust>) => causeOfRefusal(detail, clocks, capture).rule === 'client-rejected';
    const conclude = (signs: readonly Sign<Distrust>[]) => this.#conclusion(signs);
    return draftsOfEach('trust/client-rejected', this.#table, conclude, (signs) => signs.filter(own));
  }

  #conclusion(signs: readonly Sign<Distrust>[]): Conclusion<'trust/client-rejected'> | undefined {
    const details = signs.map(({ detail }) => detail);
    const clients = new Set(details.map(({ client }) => client));
    const { handshakes } = this.#context.survey;
    // Handshakes that were finished only to leave are no successes.
    const left = details.filter(({ departure }) => departure.how === 'left').length;
    const successes = Math.max(0, handshakes.count(details[0].place, clients) - left);
    const never = successes === 0;
    const signals = details.flatMap(signalsOf);
    if (signs.length >= REPEATED && never) signals.push({ name: 'repeated', strength: 'moderate' });
    const weight = weigh(signals);
    if (weight === undefined) return undefined;
    const sureness = asSureAsService(never ? weight : atMost(weight, 'moderate'), details);
    const acceptedBy = handshakes.acceptedBy(details[0].place, clients);
    const refused = new Set(details.map(({ name }) => name));
    const names = [...clients].flatMap((client) => handshakes.namesOf(client));
    const workingNames = listOf(names.filter((name) => !refused.has(name)).sort());
    const parameters = { ...told(details), refusals: signs.length, successes, workingNames, acceptedBy };
    return { ...sureness, parameters };
  }
}

/** On public hosts the client must say that it is the certificate: programs give up for many reasons, and without a readable chain all is open. */
function refusesGenuine(flow: FlowFacts, chain: ServerChain | undefined, { alertCode }: Departure): boolean {
  return chain !== undefined && CERTIFICATE_ALERTS.has(alertCode!) && isGenuinePublic(flow, chain);
}

/** Above the last certificate that is sent; a root that is sent along is it. */
function rootOf({ certificates }: ServerChain): string {
  return certificates.at(-1)!.issuerText;
}

/** Only a name that the client itself wrote down is one that it asked for. */
function asksForAnother({ serverName, nameFrom }: FlowFacts, leaf: Certificate): boolean {
  if (serverName === undefined || (nameFrom !== 'sni' && nameFrom !== 'connect')) return false;
  return !isFor(leaf, serverName);
}

function signalsOf({ departure: { how, alertCode }, otherName }: Distrust): Signal[] {
  const signals: Signal[] = otherName ? [{ name: 'other-name', strength: 'moderate' }] : [];
  if (how !== 'alert') return [...signals, { name: how, strength: STRENGTH[how] }];
  const named = CERTIFICATE_ALERTS.has(alertCode!);
  return [...signals, { name: 'alert', strength: named ? 'strong' : 'moderate' }];
}

const STRENGTH = { 'encrypted-alert': 'moderate', closed: 'weak', left: 'weak' } as const;

const FORMS = ['alert', 'encrypted-alert', 'closed', 'left'] as const;

function rank({ departure: { how, alertCode } }: Distrust): number {
  return FORMS.indexOf(how) * 2 + (CERTIFICATE_ALERTS.has(alertCode!) ? 0 : 1);
}

/** The clearest refusal speaks for all. */
function told(details: readonly Distrust[]) {
  const best = details.reduce((one, other) => (rank(other) < rank(one) ? other : one));
  const { how, alertCode, version } = best.departure;
  const leaf = (best.chain ?? details.find(({ chain }) => chain !== undefined)?.chain)?.certificates[0];
  return {
    how,
    reason: reasonOf(best),
    ...(alertCode === undefined ? {} : { alertCode, alertName: alertName(alertCode) }),
    tlsVersion: tlsVersionName(version),
    ...(leaf === undefined ? {} : shown(leaf)),
    names: leaf === undefined ? [] : listOf(namesOf(leaf)),
    selfSigned: leaf !== undefined && isSelfSigned(leaf),
    ...(best.root === undefined ? {} : { root: best.root }),
  };
}

function reasonOf({ departure: { alertCode }, otherName }: Distrust): DistrustReason {
  if (alertCode === ALERT.unknownCa) return 'authority';
  if (alertCode === ALERT.expired) return 'dates';
  return otherName ? 'name' : 'unknown';
}
