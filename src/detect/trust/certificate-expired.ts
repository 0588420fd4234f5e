/** A certificate that is over, or has not begun, on a documented service: whether or not its clients mind. */

import type { FlowFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { alertName } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { type Conclusion, draftsOfEach, idsOf, type ServiceIds } from '../draft.ts';
import { isAnsweredInBetween } from '../issuer/answered-in-between.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { causeOfRefusal } from './cause-of-refusal.ts';
import { ALERT, type Departure, departureOf } from './departure.ts';
import type { DateReaction } from './parameters.ts';
import { type OutOfDate, outOfDate, shown } from './validity.ts';

export const certificateExpired: Detector = {
  rule: 'trust/certificate-expired',
  open: (context) => new CertificateExpiredSession(context),
};

interface Presented extends ServiceIds, Doubtful {
  readonly client: string;
  readonly chain: ServerChain;
  readonly departure: Departure | undefined;
  readonly succeeded: boolean;
}

class CertificateExpiredSession implements DetectorSession {
  readonly #table: CauseTable<Presented>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes('survey');
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0 || flow.bytes[RESPONDER] === 0) return false;
    const chain = serverChain(flow);
    if (chain === undefined || isAnsweredInBetween(flow, chain)) return false;
    const departure = departureOf(flow);
    const cause = causeOf(flow, this.#context.documents, chain.certificates[0].serial);
    // When a flow is told of, nobody knows the date of the capture: all that show a certificate are kept.
    return this.#table.keep(cause, flow, [chain.at, ...(departure === undefined ? [] : [departure.at])], {
      client: flow.originator.address,
      chain,
      departure,
      succeeded: flow.succeeded,
      doubt: this.#context.documents.doubtOf(flow, flow.services[0]),
      services: idsOf(flow.services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    const faultOf = ({ detail }: Sign<Presented>) => this.#faultOf(detail, capture);
    return draftsOfEach(
      'trust/certificate-expired',
      this.#table,
      (signs) => conclusionOf(signs, faultOf(signs[0])!, this.#now(signs[0].detail, capture)!),
      (signs) => clearest(signs.filter(faultOf)),
    );
  }

  /** What is wrong with the dates, where that is the trouble of this flow. */
  #faultOf(presented: Presented, capture: CaptureFacts): OutOfDate | undefined {
    const { chain, departure } = presented;
    const { clocks } = this.#context.survey;
    if (departure !== undefined) {
      const cause = causeOfRefusal({ ...presented, departure }, clocks, capture);
      return cause.rule === 'certificate-expired' ? cause.fault : undefined;
    }
    const now = this.#now(presented, capture);
    const fault = now === undefined ? undefined : outOfDate(chain, now);
    // Clients that accept it know another way to a root, or another time than the capture does.
    return fault?.certificate === chain.certificates[0] && fault.standing === 'expired' ? fault : undefined;
  }

  #now({ chain }: Presented, capture: CaptureFacts): number | undefined {
    return this.#context.survey.clocks.timeOf(capture, chain.at.time);
  }
}

function reactionOf({ departure, succeeded }: Presented): DateReaction {
  if (departure !== undefined) return departure.how === 'left' ? 'left' : 'refused';
  return succeeded ? 'accepted' : 'unclear';
}

const REACTIONS: readonly DateReaction[] = ['refused', 'left', 'accepted', 'unclear'];

/** Those of the clearest reaction: one finding judges its flows alike. */
function clearest(signs: readonly Sign<Presented>[]): readonly Sign<Presented>[] {
  for (const reaction of REACTIONS) {
    const alike = signs.filter(({ detail }) => reactionOf(detail) === reaction);
    if (alike.length > 0) return alike;
  }
  return signs;
}

const VERDICTS = { refused: 'rejected', left: 'rejected', accepted: 'ok', unclear: 'undecided' } as const;
const DAY = 86_400_000;

function conclusionOf(
  signs: readonly Sign<Presented>[],
  { certificate, standing }: OutOfDate,
  now: number,
): Conclusion<'trust/certificate-expired'> {
  const details = signs.map(({ detail }) => detail);
  const best = details.find(({ departure }) => departure?.alertCode === ALERT.expired) ?? details[0];
  const reaction = reactionOf(best);
  const { how, alertCode } = best.departure ?? {};
  const date = standing === 'expired' ? now - certificate.notAfter! : certificate.notBefore! - now;
  const parameters = {
    ...shown(certificate),
    standing,
    isServers: certificate === best.chain.certificates[0],
    days: Math.floor(date / DAY),
    reaction,
    ...(how === undefined ? {} : { how }),
    ...(alertCode === undefined ? {} : { alertCode, alertName: alertName(alertCode) }),
  };
  const sureness = asSureAsService(confidenceOf(reaction, alertCode, standing === 'expired'), details);
  const refused = reaction === 'refused' || reaction === 'left';
  return { ...sureness, parameters, verdict: VERDICTS[reaction], ...(refused ? {} : { severity: 'warning' }) };
}

/** The dates are plain, and the clock of the recording may be wrong: the client's own word settles it. */
function confidenceOf(reaction: DateReaction, alertCode: number | undefined, isOver: boolean): Confidence {
  if (reaction === 'refused') return alertCode === ALERT.expired && isOver ? 'conclusive' : 'strong';
  return reaction === 'left' ? 'moderate' : 'strong';
}
