/** The push certificate that was presented is valid, and soon will not be. */
import { draftOf } from '../draft.ts';
import { pushDetector } from './push-rule.ts';
import { datedCertificate, isSuperseded, validityOf } from './validity.ts';

/** Days left: a warning up to the first, information up to the second. Renewing takes the Apple ID, and somebody who has it. */
const WARNING = 30;
const INFORMATION = 60;

export const certificateExpiring = pushDetector('push/certificate-expiring', (uses, capture) =>
  uses.flatMap((use) => {
    const validity = use.fault === undefined && use.leaf !== undefined ? validityOf(use, capture) : undefined;
    const certificate = datedCertificate(use, uses);
    if (validity?.state !== 'valid' || validity.days > INFORMATION || certificate === undefined) return [];
    if (isSuperseded(use, uses)) return [];
    const parameters = { ...certificate, daysLeft: validity.days };
    const draft = draftOf('push/certificate-expiring', use.cause, use.signs, { confidence: 'strong', parameters });
    return [validity.days > WARNING ? { ...draft, severity: 'info' as const } : draft];
  }),
);
