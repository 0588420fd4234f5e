/** APNs refuses the push certificate although its kind and its dates are right, or where TLS 1.3 hides them. */
import { tlsVersionName } from '../../wire/tls-names.ts';
import type { DetectorContext } from '../context.ts';
import type { Confidence } from '../detector.ts';
import { draftOf } from '../draft.ts';
import { atMost, type Signal, weigh } from '../evidence.ts';
import type { RuleParameters } from '../parameters.ts';
import { outOfDate } from './certificate-expired.ts';
import { type CertificateUse, certificateOf, clientsOf, pushDetector, receptionOf } from './push-rule.ts';

type Parameters = RuleParameters['push/certificate-rejected'];

/** So often, and never with success, it is no passing trouble. */
const REPEATED = 3;

export const certificateRejected = pushDetector('push/certificate-rejected', (uses, capture, context) =>
  uses.flatMap((use) => {
    if (use.fault !== undefined || outOfDate(use, uses, capture) !== undefined) return [];
    const parameters = parametersOf(use, context);
    const confidence = confidenceOf(parameters);
    if (confidence === undefined) return [];
    // Those on which the same certificate was accepted show no fault.
    const signs = use.signs.filter(({ detail }) => detail.shown.refusal !== undefined);
    const conclusion = { confidence, parameters, verdict: 'rejected' } as const;
    return [draftOf('push/certificate-rejected', use.cause, signs, conclusion)];
  }),
);

function parametersOf(use: CertificateUse, context: DetectorContext): Parameters {
  const reception = receptionOf(use);
  const { place, shown } = use.signs[0].detail;
  const hidden = shown.chain === undefined;
  return {
    ...certificateOf(use),
    ...reception,
    // Of a certificate that nobody sees, only the host can be said to have got through with some certificate.
    ...(hidden ? { successes: context.survey.handshakes.count(place, clientsOf(use)) } : {}),
    how: hidden ? 'sealed' : 'alert',
    tlsVersion: tlsVersionName(shown.version),
  };
}

/** An alert that can be read is the server's own word; a sealed record is one by its length and place, and needs to come again. */
function confidenceOf({ how, refusals, successes, appleAsks }: Parameters): Confidence | undefined {
  if (refusals === 0 || (how === 'sealed' && successes > 0 && refusals < REPEATED)) return undefined;
  const signals: Signal[] = [{ name: how, strength: how === 'alert' ? 'strong' : 'moderate' }];
  if (how === 'alert' && appleAsks) signals.push({ name: 'apple-asks', strength: 'conclusive' });
  if (refusals >= REPEATED) signals.push({ name: 'repeated', strength: 'moderate' });
  const sure = weigh(signals);
  return sure && successes > 0 ? atMost(sure, 'moderate') : sure;
}
