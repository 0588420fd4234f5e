/** The server says in its random that it knows a later version than it was offered: the ClientHello was altered on its way (RFC 8446 4.1.3). */

import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import { TLS_VERSION, tlsVersionName } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { idsOf, type ServiceIds } from '../draft.ts';
import { type Signal, weigh, weighedNames } from '../evidence.ts';
import type { Survey } from '../survey/survey.ts';
import { tlsAnswer } from '../tls-answer.ts';
import type { DowngradeSignal } from './parameters.ts';

/** What a client must say that finds the mark. */
const ILLEGAL_PARAMETER = 47;

interface Lowered extends ServiceIds {
  readonly name: string | undefined;
  readonly offered: number;
  readonly version: number;
  readonly aborted: boolean;
}

export const downgrade = causeDetector<'inspection/downgrade', Lowered>({
  rule: 'inspection/downgrade',
  look(flow, { documents }) {
    if (flow.services.length === 0) return undefined;
    const answer = tlsAnswer(flow);
    if (answer?.hello.downgrade === undefined || answer.offer === undefined) return undefined;
    const { offer, hello, at } = answer;
    // A client that offers no more than it gets has nothing taken away.
    if (offer.highestVersion < TLS_VERSION.tls13 || hello.version >= TLS_VERSION.tls13) return undefined;
    const abort = abortOf(flow);
    const detail = {
      name: flow.serverName,
      offered: offer.highestVersion,
      version: hello.version,
      aborted: abort !== undefined,
      services: idsOf(flow.services),
    };
    return { cause: causeOf(flow, documents), frames: abort === undefined ? [at] : [at, abort], detail };
  },
  conclude(signs, _, { survey }) {
    const signals = signs.flatMap(({ detail }) => signalsOf(detail, survey));
    const { offered, version } = signs[0].detail;
    return {
      confidence: weigh(signals)!,
      parameters: {
        offered: tlsVersionName(offered),
        tlsVersion: tlsVersionName(version),
        signals: weighedNames(signals),
      },
    };
  },
});

function signalsOf({ name, aborted }: Lowered, { answers }: Survey): Signal<DowngradeSignal>[] {
  const signals: Signal<DowngradeSignal>[] = [{ name: 'sentinel', strength: 'strong' }];
  if (aborted) signals.push({ name: 'aborted', strength: 'moderate' });
  if (name !== undefined && answers.of(name)?.tls13)
    signals.push({ name: 'later-version-elsewhere', strength: 'moderate' });
  return signals;
}

function abortOf({ observations }: FlowFacts) {
  return observations.find(
    (seen) => seen.kind === 'tls-alert' && seen.from === ORIGINATOR && seen.code === ILLEGAL_PARAMETER,
  )?.at;
}
