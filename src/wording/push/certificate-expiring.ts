/** Words of `push/certificate-expiring`: the push certificate is valid for some weeks yet. */
import { clientText, portText, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';
import {
  certificateEvidence,
  certificateText,
  checkText,
  dayOf,
  daysText,
  NEEDED_FOR,
  PUSH_SOURCE,
  remedyText,
  renewalRival,
  renewedText,
  titleOf,
} from './renewal.ts';

export const certificateExpiring: Wording<'push/certificate-expiring'> = {
  rule: 'push/certificate-expiring',
  manual: {
    summary: 'the push certificate of Jamf Pro expires within 60 days of the capture',
    meaning: `Nothing is broken yet. ${NEEDED_FOR} Renewing takes the Apple ID with which the certificate was made, and whoever has it: time to find both.`,
    evidence: [
      'strong: the certificate that Jamf Pro presented ends 30 days after the capture or sooner',
      'as info: it ends 31 to 60 days after the capture',
      'silent: more than 60 days are left, TLS 1.3 hides the certificate, or a newer one with the same topic was presented later in the capture',
    ],
    rivals: [
      'It was renewed since, and the process has not taken the new one: what Jamf Pro shows under push certificates decides.',
      'Where the renewed one is presented in the capture too: an old copy of Jamf Pro presents the old one, such as a test server that was restored from a backup. What runs on that host decides.',
      'The clock of the computer that recorded was wrong: other dated things in the capture decide.',
    ],
    ask: 'Please renew the push certificate in Jamf Pro before it expires, with the Apple ID with which it was made. Do not delete it, and do not make a new one.',
  },
  source: PUSH_SOURCE,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { daysLeft, notAfter } = parameters;
    return {
      title: `${titleOf(parameters, scope)} expires on ${dayOf(notAfter)}, ${daysText(daysLeft)} after the capture`,
      explanation: paragraph(
        `${clientText(scope)} presents to ${serverText(subject)} on ${portText(scope)} a push certificate (${certificateText(parameters)}). From ${dayOf(notAfter)} on APNs will refuse it.`,
        renewedText(parameters),
        NEEDED_FOR,
        sureness(confidence),
      ),
      rivals: [
        renewalRival(parameters, scope),
        'The clock of the computer that recorded was wrong: the dates of other certificates, NTP or HTTP in the capture decide.',
      ],
      remedy: `${remedyText(parameters, scope)} Do so before ${dayOf(notAfter)}. ${checkText(subject)}`,
      evidence: [...certificateEvidence(parameters), `${daysText(daysLeft)} left at the time of the capture`],
    };
  },
};
