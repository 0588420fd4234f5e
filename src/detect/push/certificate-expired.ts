/** The push certificate had expired when it was presented, or by the capture's clock had not begun. */
import type { CaptureFacts, Confidence } from '../detector.ts';
import { draftOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';
import { type CertificateUse, pushDetector, receptionOf } from './push-rule.ts';
import { datedCertificate, isSuperseded, type Validity, validityOf } from './validity.ts';

type Parameters = RuleParameters['push/certificate-expired'];

/** RFC 5246 7.2.2. */
const CERTIFICATE_EXPIRED = 45;

export const certificateExpired = pushDetector('push/certificate-expired', (uses, capture) =>
  uses.flatMap((use) => {
    const validity = outOfDate(use, uses, capture);
    const certificate = datedCertificate(use, uses);
    if (validity === undefined || certificate === undefined) return [];
    const { state, days } = validity;
    const parameters: Parameters = { ...certificate, ...receptionOf(use), state, days };
    const verdict = parameters.refusals > 0 ? ({ verdict: 'rejected' } as const) : {};
    const conclusion = { confidence: confidenceOf(parameters), parameters, ...verdict };
    return [draftOf('push/certificate-expired', use.cause, use.signs, conclusion)];
  }),
);

/** A certificate of the right kind outside its dates; one that was replaced within the capture is no news. */
export function outOfDate(
  use: CertificateUse,
  uses: readonly CertificateUse[],
  capture: CaptureFacts,
): (Validity & { readonly state: Exclude<Validity['state'], 'valid'> }) | undefined {
  const validity = use.fault === undefined && use.leaf !== undefined ? validityOf(use, capture) : undefined;
  if (validity === undefined || validity.state === 'valid' || isSuperseded(use, uses)) return undefined;
  return { state: validity.state, days: validity.days };
}

/** The certificate's own date is plain, the capture's clock may be wrong: what APNs made of it decides. */
function confidenceOf({ state, alertCode, successes, appleAsks }: Parameters): Confidence {
  if (state === 'not-yet-valid' || successes > 0) return 'moderate';
  return alertCode === CERTIFICATE_EXPIRED && appleAsks ? 'conclusive' : 'strong';
}
