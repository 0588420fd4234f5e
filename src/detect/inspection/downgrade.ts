/** The server says in its random that it knows a later version than it was offered: the ClientHello was altered on its way (RFC 8446 4.1.3). */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import { TLS_VERSION, tlsVersionName } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOf, idsOf, type ServiceIds } from '../draft.ts';
import { type Signal, weigh, weighedNames } from '../evidence.ts';
import { tlsAnswer } from '../tls-answer.ts';
import type { DowngradeSignal } from './parameters.ts';

/** What a client must say that finds the mark. */
const ILLEGAL_PARAMETER = 47;

export const downgrade: Detector = {
  rule: 'inspection/downgrade',
  open: (context) => new DowngradeSession(context),
};

interface Lowered extends ServiceIds {
  readonly name: string | undefined;
  readonly offered: number;
  readonly version: number;
  readonly aborted: boolean;
}

class DowngradeSession implements DetectorSession {
  readonly #table: CauseTable<Lowered>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0) return false;
    const answer = tlsAnswer(flow);
    if (answer?.hello.downgrade === undefined || answer.offer === undefined) return false;
    const { offer, hello, at } = answer;
    // A client that offers no more than it gets has nothing taken away.
    if (offer.highestVersion < TLS_VERSION.tls13 || hello.version >= TLS_VERSION.tls13) return false;
    const abort = abortOf(flow);
    const frames = abort === undefined ? [at] : [at, abort];
    return this.#table.keep(causeOf(flow, this.#context.documents), flow, frames, {
      name: flow.serverName,
      offered: offer.highestVersion,
      version: hello.version,
      aborted: abort !== undefined,
      services: idsOf(flow.services),
    });
  }

  conclude(): readonly FindingDraft[] {
    return draftsOf('inspection/downgrade', this.#table.causes(), (signs) => {
      const signals = signs.flatMap(({ detail }) => this.#signals(detail));
      const { offered, version } = signs[0].detail;
      return {
        confidence: weigh(signals)!,
        parameters: {
          offered: tlsVersionName(offered),
          tlsVersion: tlsVersionName(version),
          signals: weighedNames(signals),
        },
      };
    });
  }

  #signals({ name, aborted }: Lowered): Signal<DowngradeSignal>[] {
    const signals: Signal<DowngradeSignal>[] = [{ name: 'sentinel', strength: 'strong' }];
    if (aborted) signals.push({ name: 'aborted', strength: 'moderate' });
    if (name !== undefined && this.#context.survey.answers.of(name)?.tls13)
      signals.push({ name: 'later-version-elsewhere', strength: 'moderate' });
    return signals;
  }
}

function abortOf({ observations }: FlowFacts) {
  return observations.find(
    (seen) => seen.kind === 'tls-alert' && seen.from === ORIGINATOR && seen.code === ILLEGAL_PARAMETER,
  )?.at;
}
