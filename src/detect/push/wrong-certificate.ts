/** What was presented to APNs cannot be the push certificate of Jamf Pro: none, one of another authority, one for other pushes. */
import { tlsVersionName } from '../../wire/tls-names.ts';
import type { Confidence } from '../detector.ts';
import { draftOf } from '../draft.ts';
import { atMost, type Signal, weigh } from '../evidence.ts';
import type { RuleParameters } from '../parameters.ts';
import { type CertificateUse, clientsOf, pushDetector, receptionOf } from './push-rule.ts';

type Parameters = RuleParameters['push/wrong-certificate'];

/** So often one flow shows it that it is no accident. */
const REPEATED = 2;

export const wrongCertificate = pushDetector('push/wrong-certificate', (uses) =>
  uses.flatMap((use) => {
    if (use.fault === undefined || hasTheRightOne(use, uses)) return [];
    const parameters = parametersOf(use, use.fault);
    const confidence = confidenceOf(parameters);
    if (confidence === undefined) return [];
    const verdict = parameters.refusals > 0 ? ({ verdict: 'rejected' } as const) : {};
    return [draftOf('push/wrong-certificate', use.cause, use.signs, { confidence, parameters, ...verdict })];
  }),
);

/** The host presents a push certificate for device management too: what else it sends is another program's. */
function hasTheRightOne(use: CertificateUse, uses: readonly CertificateUse[]): boolean {
  if (use.fault !== 'topic') return false;
  const right = uses.filter(({ leaf, fault }) => leaf !== undefined && fault === undefined);
  const clients = new Set(right.flatMap((each) => [...clientsOf(each)]));
  return [...clientsOf(use)].every((client) => clients.has(client));
}

function parametersOf(use: CertificateUse, fault: Parameters['fault']): Parameters {
  const { leaf, signs } = use;
  return {
    ...receptionOf(use),
    fault,
    ...(leaf === undefined ? {} : { subject: leaf.subjectText, issuer: leaf.issuerText, serial: leaf.serial }),
    tlsVersion: tlsVersionName(signs[0].detail.shown.version),
  };
}

/**
 * The issuer speaks for itself. An empty certificate is what a program shows that signs its requests instead, and APNs takes that:
 * only the refusal tells. A topic of another kind may be another program's on the same host.
 */
function confidenceOf({ fault, refusals, successes }: Parameters): Confidence | undefined {
  const signals: Signal[] = [];
  if (fault === 'issuer') signals.push({ name: 'issuer', strength: 'strong' });
  // Taken by APNs, it is the right one of some program: any server of a company may send pushes to its own apps.
  if (fault === 'topic') signals.push({ name: 'topic', strength: successes > 0 ? 'weak' : 'moderate' });
  if (refusals > 0) signals.push({ name: 'refused', strength: 'moderate' });
  if (refusals >= REPEATED) signals.push({ name: 'repeated', strength: 'moderate' });
  const sure = weigh(signals);
  return sure && successes > 0 ? atMost(sure, 'moderate') : sure;
}
